"""What is wrong, where, and what was not looked at."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from preschool_metrics.model.explanation import Explanation
from preschool_metrics.model.policy import Verdict
from preschool_metrics.model.severity import SEVERITIES as SEVERITIES  # noqa: PLC0414 - a finding's own word, on loan
from preschool_metrics.model.severity import Severity as Severity  # noqa: PLC0414
from preschool_metrics.model.text import Text


class Flaw(StrEnum):
    """What reading and shaping notice; the rules of the families file, value and table give each its code."""

    EMPTY_FILE = "empty_file"
    LOCK_FILE = "lock_file"
    OWN_OUTPUT = "own_output"
    FOREIGN_FORMAT = "foreign_format"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    TOO_LARGE = "too_large"
    FORBIDDEN_XML = "forbidden_xml"
    READER_DIED = "reader_died"
    STRAY_CELLS = "stray_cells"
    LOST_SHEET = "lost_sheet"
    OTHER_READER = "other_reader"
    NO_ACCESS = "no_access"
    MACROS = "macros"
    EXTERNAL_LINK = "external_link"
    HIDDEN_SHEET = "hidden_sheet"
    SIDEWAYS = "sideways"
    ANOTHER_TABLE = "another_table"
    DAY_CARE_POINT = "day_care_point"
    IGNORED_SHEET = "ignored_sheet"
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
    NATURE_CONFLICT = "nature_conflict"
    PARTIAL_LIST = "partial_list"
    OTHER_TIME = "other_time"
    MISPLACED_FIELD = "misplaced_field"
    OTHER_THAN_SAID = "other_than_said"


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


class Effect(NamedTuple):
    """What a finding can do to one indicator of its town.

    verdict    the town's, as things stand
    margin     the least whole number by which the value would have to be wrong for the verdict to turn; None where no
               error of it can, or where nobody can say
    flips      the verdict turns if the finding is right: it hangs on the value, or `corrected` is on the other side;
               without a value that would be right: some error could turn it
    value      the indicator now, and with what is expected in place of the value where both are numbers
    """

    profile: str
    indicator: str
    verdict: Verdict
    binding: bool
    margin: int | None = None
    flips: bool = False
    value: Decimal | None = None
    corrected: Decimal | None = None


class Finding(BaseModel):
    """One thing found in a return, at one cell, by one rule.

    subject    the row it is about, by what the row is called: a kindergarten, a day-care point, an area of a summary;
               None where it is about no row, or about several
    explained  the town has explained a query; an `explanation` that does not count (its standing says why) is kept
               beside the open finding
    baseline   against an earlier run, where one is given: `new` or `known`
    affects    the indicators that the cell feeds; `effects` what the finding can do to each of them in its town
    can_flip   a binding verdict can turn; `margin` by how much the value would at least have to be wrong for that
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
    effects: tuple[Effect, ...] = ()
    can_flip: bool = False
    margin: int | None = None
    explained: bool = False
    explanation: Explanation | None = None
    baseline: Against | None = None

    @property
    def counts(self) -> bool:
        """Tell whether it is still to be dealt with: neither explained nor known from the run that is compared with."""
        return not self.explained and self.baseline != "known"

    @property
    def turns(self) -> bool:
        """Tell whether a binding verdict turns if the finding is right, or hangs on the value; not only if it is far off."""
        certain = (
            each.margin is None or each.corrected is not None for each in self.effects if each.binding and each.flips
        )
        return self.can_flip and (self.margin is None or any(certain))


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
