"""Templates tried out on sample data: everything that is wrong with them, and where."""

from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path

from preschool_metrics.errors import PreschoolMetricsError
from preschool_metrics.language import speaking
from preschool_metrics.report.batch import FORMATS, Job, pieces_of
from preschool_metrics.report.templates import Templates


def template_faults(folder: Path, jobs: Iterable[Job]) -> Iterator[str]:
    """Yield what is wrong with the templates of a folder, each thing once: place, what, and what exists instead.

    `jobs` hold the samples; every format that has templates in the folder renders all its files from each. A format
    may note what is missing in `job.templates.notes` and go on, or raise.
    """
    notes: dict[str, None] = {}
    for kind, job in product(FORMATS, jobs):
        if (folder / kind).is_dir():
            with speaking(job.view.language):
                _try(job._replace(templates=Templates(folder, notes), kinds=(kind,)), notes)
    yield from notes


def _try(job: Job, notes: dict[str, None]) -> None:
    for piece in pieces_of(job):
        try:
            piece.make()
        except PreschoolMetricsError as error:
            notes[str(error)] = None
