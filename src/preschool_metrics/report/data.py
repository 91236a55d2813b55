"""The month as data: the document of `check --format json`, and its tables."""

from collections.abc import Iterator
from functools import partial
from typing import Final

from preschool_metrics.report.batch import Job, Piece
from preschool_metrics.report.csv import render_csv
from preschool_metrics.report.json import render_json

TABLES: Final = ("observations", "findings", "explanations")


def json_pieces(job: Job) -> Iterator[Piece]:
    """Yield the JSON document."""
    yield Piece("data.json", lambda: render_json(job.assessment, job.view.language).encode())


def csv_pieces(job: Job) -> Iterator[Piece]:
    """Yield the tables of observations, of findings and of explanations."""
    for table in TABLES:
        yield Piece(f"{table}.csv", partial(_table, job, table))


def _table(job: Job, table: str) -> bytes:
    return render_csv(job.assessment, job.view.language, table).encode()
