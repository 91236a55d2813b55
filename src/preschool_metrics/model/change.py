"""What differs between two versions of a return."""

from typing import NamedTuple

from preschool_metrics.model.town_return import Figure


class Place(NamedTuple):
    """A value with the file and the cell that it stands in."""

    file: str
    figure: Figure


class Change(NamedTuple):
    """A value that is another one, or a row or a return that came or went.

    row     what the row of a list is called; None for the cover, the summary and the return as a whole
    field   None where a whole row or a whole return came or went
    before, after   None where there was nothing, or is nothing any more
    """

    area: str
    row: str | None
    field: str | None
    before: Place | None
    after: Place | None
