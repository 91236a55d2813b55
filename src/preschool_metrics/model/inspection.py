"""What was understood of one workbook, before any figure is judged: what `inspect` shows."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from preschool_metrics.model.draft import Normalised, SkippedRow, TableKind, TotalKind
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.layout import Unsettled
from preschool_metrics.model.text import Text


class SeenSheet(NamedTuple):
    """A sheet: its filled part as A1:N20 (None where it is blank), its hidden rows by number and columns by letters."""

    name: str
    visible: bool
    range: str | None
    merges: int
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[str, ...]


class SeenField(NamedTuple):
    """A field of the cover and the cell that its value stands in; `again` says that another one counts."""

    field: str
    sheet: str
    cell: str
    value: Any
    again: bool


class SeenHeading(NamedTuple):
    """The heading of a column, joined top-down: its field and how sure that is (1 = as written).

    `by_layout` says that the layout file names it. Without a field: not understood, or `needless` where no field needs
    it, as 序号.
    """

    cell: str
    heading: str
    field: str | None
    score: float
    needless: bool = False
    by_layout: bool = False


class SeenSum(NamedTuple):
    """A stated sum and what the rows add up to; None where one of them is unknown."""

    cell: str
    field: str
    stated: Any
    sum: int | float | None


class SeenTotal(NamedTuple):
    """A row of stated sums and the rows that it adds, by their spreadsheet numbers; none for a part of another row."""

    number: int
    label: str
    kind: TotalKind
    rows: tuple[int, ...]
    sums: tuple[SeenSum, ...]


class SeenTable(NamedTuple):
    """A table: its range as A1:N20, its first and last heading row, its columns and which rows are what.

    Of a table that lies on its side (`turned`) all numbers count columns of the sheet, A being 1.
    """

    kind: TableKind
    sheet: str
    range: str
    header: tuple[int, int]
    headings: tuple[SeenHeading, ...]
    rows: tuple[int, ...]
    skipped: tuple[SkippedRow, ...]
    totals: tuple[SeenTotal, ...]
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Inspection:
    """A workbook as it was read and shaped.

    path       as printed: the last name of what was asked for, and what lies below it
    kind       what the file is by its content; None where it could not be read, and a finding says why
    reader     which reader read it; `why` says why this one, and what else was looked at
    normalised values that were read otherwise than they are shown
    findings   the remarks of reading and shaping
    unsettled  what is not understood, and a layout file could say
    """

    path: str
    sha256: str | None = None
    kind: str | None = None
    reader: str | None = None
    why: Text | None = None
    form_version: str | None = None
    date1904: bool = False
    macros: bool = False
    external_links: bool = False
    sheets: tuple[SeenSheet, ...] = ()
    cover: tuple[SeenField, ...] = ()
    tables: tuple[SeenTable, ...] = ()
    normalised: tuple[Normalised, ...] = ()
    findings: tuple[Finding, ...] = ()
    unsettled: tuple[Unsettled, ...] = ()

    @property
    def failed(self) -> bool:
        """Tell whether something must be corrected before the workbook can be used."""
        return any(finding.severity == "error" for finding in self.findings)
