"""What a town says to a finding, and what came of it."""

from typing import Literal, NamedTuple

Standing = Literal["accepted", "stale", "refused", "unmatched"]


class Explanation(NamedTuple):
    """An explanation as it came back; `returns.Explanation` is the row of the sheet that it stood in.

    file, sheet, cell   where its text stands
    about               the file whose finding it explains: its own, or the one that a side workbook belongs to
    rule … field        what it explains, as far as it says so; `field` is the heading, in Chinese
    value               the value that it explains, None where it does not say
    standing    accepted; stale (the value is another one now); refused (an error can only be corrected);
                unmatched (there is nothing to explain, or it was corrected)
    """

    file: str
    sheet: str
    cell: str
    about: str
    text: str
    by: str | None = None
    rule: str | None = None
    of_sheet: str | None = None
    of_cell: str | None = None
    kindergarten: str | None = None
    field: str | None = None
    value: str | None = None
    standing: Standing = "unmatched"
