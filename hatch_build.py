"""Build hook: compiles the gettext catalogues, so that wheel, sdist and editable install all have them.

The `.mo` files stand beside their `.po`, are ignored by git, and are shipped as artifacts (pyproject.toml).
`python hatch_build.py` does the same for a checkout whose `.po` has changed.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CATALOGUES = "src/preschool_metrics/locale/*/LC_MESSAGES/preschool_metrics.po"
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)


def compile_catalogues(root: Path) -> None:
    """Write a `.mo` beside every `.po`; where there are none yet, do nothing.

    Babel dates a catalogue without a date by the clock, so both dates are set: same `.po`, same bytes.
    """
    for source in sorted(root.glob(CATALOGUES)):
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        catalogue.creation_date = catalogue.revision_date = EPOCH
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, catalogue)


class CatalogueHook(BuildHookInterface[BuilderConfig]):
    """Compiles the catalogues before hatchling collects the files of any target."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile; the kind of build (`version`: standard or editable) makes no difference."""
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
