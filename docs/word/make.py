"""Write the Word templates of data/templates/docx: `python -m docs.word.make`, `--check` fails where one differs.

The office edits the written files in Word or WPS; whoever changes what is shipped changes the modules beside this one.
"""

import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from docx.document import Document as Word

from docs.word.district import district
from docs.word.group import group
from docs.word.town import town
from preschool_metrics.report.docx.package import packed

FOLDER = Path(__file__).parents[2] / "data" / "templates" / "docx"
TEMPLATES: dict[str, Callable[[], Word]] = {"district.docx": district, "town.docx": town, "group.docx": group}


def made(name: str) -> bytes:
    """Return the bytes of a template, the same on every machine and day."""
    content = BytesIO()
    TEMPLATES[name]().save(content)
    return packed(content.getvalue())


def main(arguments: list[str]) -> int:
    """Write the templates, or compare them."""
    stale = [name for name in TEMPLATES if not (FOLDER / name).is_file() or (FOLDER / name).read_bytes() != made(name)]
    if "--check" in arguments:
        for name in stale:
            print(f"{name} is not what docs/word writes: python -m docs.word.make", file=sys.stderr)
        return int(bool(stale))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in TEMPLATES:
        (FOLDER / name).write_bytes(made(name))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
