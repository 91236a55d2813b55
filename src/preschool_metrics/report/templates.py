"""Where the Jinja templates lie that an office may edit, and whose are taken."""

from pathlib import Path
from typing import Final, NamedTuple

from preschool_metrics.errors import OutputError
from preschool_metrics.language import _
from preschool_metrics.writing import Unwritten, refuse_existing, write_whole

KINDS: Final = ("html", "md", "docx")
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


def holds_templates(folder: Path) -> bool:
    """Tell whether a folder has templates of any kind; a wrong one would silently leave the shipped ones in use."""
    return any((folder / kind).is_dir() for kind in KINDS)


class Templates(NamedTuple):
    """The templates of an office, and behind them the shipped ones for what it has not changed.

    notes   where a check collects what the templates name and does not exist, instead of stopping at the first
    """

    own: Path | None = None
    notes: dict[str, None] | None = None

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


def export_templates(folder: Path, *, force: bool = False) -> list[Path]:
    """Copy the shipped templates to a folder and return the copies.

    Raises OutputError where a file is there already and `force` is not set, then none is written; and in the end where
    some could not be written, which the line lists.
    """
    shipped = template_folder()
    names = sorted(path.relative_to(shipped) for path in shipped.rglob("*") if path.is_file())
    if not force:
        refuse_existing(folder / name for name in names)
    unwritten = Unwritten()
    for name in names:
        with unwritten.noted():
            write_whole(folder / name, (shipped / name).read_bytes(), below=folder)
    unwritten.tell()
    return [folder / name for name in names]
