"""Which files of a batch a test makes: all that are cheap, and of the papers one of each kind."""

from collections.abc import Iterator

from preschool_metrics.report.batch import Job, Piece, area_paths, pieces_of
from preschool_metrics.report.view import Area


def telling_pieces(job: Job) -> Iterator[Piece]:
    """Yield every file but those in Word; of these the district, the first and last group, and each kind of town."""
    papers = set(_papers(job))
    for piece in pieces_of(job):
        if not piece.path.endswith(".docx") or piece.path in papers:
            yield piece


def _papers(job: Job) -> Iterator[str]:
    yield "district.docx"
    groups: list[str] = []
    kinds: dict[tuple[bool, ...], str] = {}
    for path, level, place in area_paths(job, "docx"):
        if level == "group":
            groups.append(path)
        else:
            kinds.setdefault(_kind(job.view.towns[place]), path)
    yield from (*groups[:1], *groups[-1:], *kinds.values())


def _kind(town: Area) -> tuple[bool, ...]:
    """Return what a notice makes a difference of."""
    plan = town.plan
    unknown = any(figure.display == "—" for figure in town.figures)
    steps = (plan is not None, bool(plan and plan.actions), bool(plan and plan.optimal), bool(plan and plan.staff))
    return (town.reported, unknown, bool(town.findings), *steps)
