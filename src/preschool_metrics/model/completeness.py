"""What has come in: each area and month of the returns that were looked at."""

from datetime import date
from typing import Literal, NamedTuple

State = Literal["complete", "errors", "unreadable", "double", "missing"]


class Received(NamedTuple):
    """What came in of one area for one month.

    state         missing: nothing; unreadable: no table of it was understood; double: several returns, none of which
                  counts; errors: read, with errors that are not explained away; complete: read, and free of them
    area          None for a file of which nobody knows whose it is; `period` likewise
    expected      the area is to report (by the register of the profile)
    files         the files with their SHA-256, None where one could not be opened
    errors        of the month that is judged all of them; of earlier months those within a return
    submitted_on  the day on the cover; `late` after the day that the profile states, None where either is not known
    """

    period: str | None
    area: str | None
    expected: bool
    state: State
    files: tuple[tuple[str, str | None], ...] = ()
    errors: int = 0
    submitted_on: date | None = None
    late: bool | None = None
