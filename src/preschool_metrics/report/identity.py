"""What makes two findings the same one: what they are about, never where in the sheet they stand."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import Final, NamedTuple

from preschool_metrics.model.finding import Finding

_DIGITS: Final = 32


class Identity(NamedTuple):
    """The business key of a finding: a row inserted above it, or a corrected value, leaves it as it is.

    place    the area; where none is known the file's own name
    subject  what the row is called; for a finding about no field, the sheet
    """

    code: str
    place: str
    period: str
    field: str
    subject: str


def identity(finding: Finding) -> Identity:
    """Return the business key of a finding; several can share one, as two blanks in rows without a name."""
    return Identity(
        finding.code,
        finding.area or (finding.file or "").rpartition("/")[2],
        finding.period or "",
        finding.field or "",
        finding.subject or ("" if finding.field else finding.sheet or ""),
    )


def fingerprints(findings: Iterable[Finding]) -> list[str]:
    """Return for each finding a fingerprint, unique in the run: its identity hashed, and which of its twins it is."""
    met: Counter[Identity] = Counter()
    made = []
    for finding in findings:
        key = identity(finding)
        met[key] += 1
        digest = sha256("\x1f".join(key).encode()).hexdigest()
        made.append(f"{digest[:_DIGITS]}:{met[key]}")
    return made
