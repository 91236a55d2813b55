"""Two runs, or two versions of returns: what is new, what is fixed, which verdicts turned, which values changed."""

from collections.abc import Sequence
from pathlib import Path

from preschool_metrics.catalogue import DEFAULT_PROFILE, Register
from preschool_metrics.report.diff import Diff, compare_runs, read_run, run_of
from preschool_metrics.validate.changes import changes
from preschool_metrics.workflow.assess import assess


def compare(
    before: Path,
    after: Path,
    *,
    profile: str | Sequence[str] = DEFAULT_PROFILE,
    period: str | None = None,
    jobs: int = 1,
    layout: str | Path | None = None,
) -> Diff:
    """Compare two runs, each the document of `check --format json` (.json) or returns: a workbook or a folder.

    Where both are returns, the values that changed are compared too.
    Raises InputError and ProfileError as `assess` does, RunError for a document that is none.
    """
    then, now = (
        None
        if path.suffix.lower() == ".json"
        else assess([path], profile=profile, period=period, jobs=jobs, layout=layout)
        for path in (before, after)
    )
    runs = (run_of(then) if then else read_run(before), run_of(now) if now else read_run(after))
    if then is None or now is None:
        return compare_runs(*runs)
    register = Register(next((each for each in now.profiles if each.areas), now.profiles[0]))
    return compare_runs(*runs, changes(then.returns, now.returns, register))
