"""Where the Jinja templates lie that an office may edit, and whose are taken."""

from pathlib import Path
from typing import Final, NamedTuple

from preschool_metrics.errors import OutputError
from preschool_metrics.language import _

_PACKAGE: Final = Path(__file__).parents[1]


def template_folder() -> Path:
    """Return the folder of the shipped templates: inside an installed package, or `data/templates` of a checkout.

    Raises OutputError where neither is there.
    """
    places = (_PACKAGE / "_templates", _PACKAGE.parents[1] / "data" / "templates")
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise OutputError(f"no templates in {places[0]} or {places[1]}: the installation is incomplete")
    return found


class Templates(NamedTuple):
    """The templates of an office, and behind them the shipped ones for what it has not changed."""

    own: Path | None = None

    def folders(self, kind: str) -> list[Path]:
        """Return the folders of a kind (`html`, `md`, `docx`), the office's own first."""
        return [folder / kind for folder in (self.own, template_folder()) if folder and (folder / kind).is_dir()]

    def path(self, kind: str, name: str) -> Path:
        """Return the file of a template.

        Raises OutputError where there is none.
        """
        found = next((folder / name for folder in self.folders(kind) if (folder / name).is_file()), None)
        if found is None:
            raise OutputError(_("there is no template {name}").format(name=f"{kind}/{name}"))
        return found
