"""The monthly batch: the reports of district, groups and towns, in every format that is asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from preschool_metrics.errors import InputError
from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.workflow.files import Progress
from preschool_metrics.workflow.plan import plans_of

if TYPE_CHECKING:
    from preschool_metrics.report.batch import Outcome


def report(
    assessment: Assessment,
    out: str | Path,
    *,
    formats: Sequence[str],
    language: Language = "zh",
    templates: Path | None = None,
    correct_by: str | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> "list[Outcome]":
    """Write the reports of the month below a folder and return what became of each file.

    `formats` are some of `report.batch.FORMATS`; `templates` a folder with the office's own; `correct_by` says by when
    corrections are due; with `force` files that somebody else made or changed are written over.
    Raises InputError where no month is known, the folder is a file, or there are no templates.
    """
    from preschool_metrics.report.batch import Job, pieces_of, write_reports
    from preschool_metrics.report.templates import Templates, holds_templates
    from preschool_metrics.report.view import view_of

    out = Path(out)
    if assessment.period is None:
        raise InputError(_("no file says which month it is of; give --period YYYY-MM"))
    if out.exists() and not out.is_dir():
        raise InputError(_("{out} is a file, not a folder to write to").format(out=out))
    if templates is not None and not holds_templates(templates):
        raise InputError(_("{folder} is no folder of templates").format(folder=templates))
    plans = plans_of(assessment)
    view = view_of(assessment, language, correct_by=correct_by, plans=plans)
    job = Job(assessment, view, Templates(templates), tuple(formats), plans)
    total, outcomes = len(pieces_of(job)) if progress else 0, []
    for outcome in write_reports(job, out, force=force):
        outcomes.append(outcome)
        if progress:
            progress(len(outcomes), total)
    return outcomes
