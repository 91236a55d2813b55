"""The analyst's workbook: every figure with its operands, every verdict a formula of a line that may be changed."""

from collections.abc import Iterator

from preschool_metrics.report.batch import Job, Piece
from preschool_metrics.report.document import observation_entries


def workbook_pieces(job: Job) -> Iterator[Piece]:
    """Yield the one workbook of the month."""
    yield Piece("report.xlsx", lambda: _made(job))


def _made(job: Job) -> bytes:
    from preschool_metrics.report.workbook.book import workbook

    return workbook(job.view, observation_entries(job.assessment))
