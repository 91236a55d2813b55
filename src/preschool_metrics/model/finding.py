"""What is wrong, where, and what was not looked at."""

from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from preschool_metrics.model.explanation import Explanation
from preschool_metrics.model.text import Text

Severity = Literal["error", "query", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "query", "info")


class Flaw(StrEnum):
    """What reading and shaping notice; the rules of the families file, value and table give each its code."""

    EMPTY_FILE = "empty_file"
    LOCK_FILE = "lock_file"
    FOREIGN_FORMAT = "foreign_format"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    FORBIDDEN_XML = "forbidden_xml"
    READER_DIED = "reader_died"
    NO_ACCESS = "no_access"
    MACROS = "macros"
    EXTERNAL_LINK = "external_link"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_CELLS = "hidden_cells"
    NO_TABLE = "no_table"
    HEADING_TWICE = "heading_twice"
    HEADING_CONFLICT = "heading_conflict"
    HEADING_DOUBT = "heading_doubt"
    HEADING_GUESS = "heading_guess"
    MERGED_VALUE = "merged_value"
    ERROR_CELL = "error_cell"
    NO_RESULT = "no_result"
    RECOMPUTED = "recomputed"
    SCALED = "scaled"


class Remark(NamedTuple):
    """A flaw and its place, before it has a code.

    `related` holds further cells, `facts` what the message needs (plain strings, numbers or Texts).
    """

    flaw: Flaw
    sheet: str | None = None
    cell: str | None = None
    field: str | None = None
    value: str | None = None
    related: tuple[str, ...] = ()
    facts: tuple[tuple[str, object], ...] = ()


Against = Literal["new", "known"]


class Finding(BaseModel):
    """One thing found in a return, at one cell, by one rule.

    subject    the row it is about, by what the row is called: a kindergarten, a day-care point, an area of a summary;
               None where it is about no row, or about several
    explained  the town has explained a query; an `explanation` that does not count (its standing says why) is kept
               beside the open finding
    baseline   against an earlier run, where one is given: `new` or `known`
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    code: str
    severity: Severity
    file: str | None
    sheet: str | None = None
    cell: str | None = None
    related: tuple[str, ...] = ()
    area: str | None = None
    period: str | None = None
    subject: str | None = None
    field: str | None = None
    value: str | None = None
    expected: str | None = None
    message: Text
    affects: tuple[str, ...] = ()
    can_flip: bool = False
    explained: bool = False
    explanation: Explanation | None = None
    baseline: Against | None = None


class NotEvaluated(NamedTuple):
    """A rule that could not be evaluated for a return, and why."""

    rule: str
    file: str | None
    area: str | None
    period: str | None
    reason: Text


Result = Literal["passed", "failed", "not_evaluated"]


class Outcome(NamedTuple):
    """What one rule came to for one workbook of the month; `file` is None for what is said of the run as a whole.

    result     `failed`: it has findings that are not explained (of any severity, `info` too);
               `not_evaluated`: it could not be held to the workbook, or not to all of its rows
    reason     why it was not evaluated; a failed rule has one too where some rows could not be looked at
    findings   all of them, explained ones too, in the order of the assessment
    """

    file: str | None
    area: str | None
    period: str | None
    rule: str
    result: Result
    reason: Text | None = None
    findings: tuple[Finding, ...] = ()
