"""Where the Jinja templates lie that an office may edit."""

from pathlib import Path
from typing import Final

from preschool_metrics.errors import OutputError

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
