"""The month in Word: the 通报 of the district, a page for each group, a notice for each town.

They are official papers in the form of GB/T 9704-2012 and therefore in Chinese, whatever the language of the report.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from preschool_metrics.language import _, speaking
from preschool_metrics.report.batch import Job, Piece, area_paths
from preschool_metrics.report.view import Area, View, view_of

if TYPE_CHECKING:
    from jinja2 import Environment


class Page(NamedTuple):
    """One document: its template, the variables that only it has, whose charts it takes, and the towns in them."""

    template: str
    variables: dict[str, object]
    area: Area | None
    towns: Sequence[Area]


class Desk(NamedTuple):
    """What all documents of a batch are made with: the job, its view in Chinese, and the compiled templates."""

    job: Job
    environment: "Environment"


def docx_pieces(job: Job) -> Iterator[Piece]:
    """Yield the documents: district.docx, and one for each group and each town."""
    desk = cache(partial(_desk, job))  # made when the first document is
    yield Piece("district.docx", lambda: render_page(desk(), district_page(desk().job.view)))
    for path, kind, place in area_paths(job, "docx"):
        yield Piece(path, partial(_of_area, desk, group_page if kind == "group" else town_page, place))


def _of_area(desk: Callable[[], Desk], page: Callable[[View, int], Page], place: int) -> bytes:
    return render_page(desk(), page(desk().job.view, place))


def _desk(job: Job) -> Desk:
    """Return the desk of a job; the date that a user gave for corrections stays as given."""
    from preschool_metrics.report.docx.template import environment_of

    if job.view.language != "zh":
        with speaking(job.view.language):
            given = None if job.view.correct_by == _("before the next return") else job.view.correct_by
        job = job._replace(view=view_of(job.assessment, "zh", correct_by=given, plans=job.plans))
    return Desk(job, environment_of(job.templates))


def district_page(view: View) -> Page:
    """Return the page of the district."""
    return Page("district.docx", {}, view.district, view.towns)


def group_page(view: View, place: int) -> Page:
    """Return the page of a group; its template has `group` besides the variables of all."""
    group = view.groups[place]
    return Page("group.docx", {"group": group}, group.total, group.towns)


def town_page(view: View, place: int) -> Page:
    """Return the notice to a town; its template has `town` besides the variables of all."""
    return Page("town.docx", {"town": view.towns[place]}, view.towns[place], view.towns)


def render_page(desk: Desk, page: Page) -> bytes:
    """Return a document.

    Raises TemplateError where its template is broken.
    """
    from preschool_metrics.report.docx.series import charts_of
    from preschool_metrics.report.docx.template import render
    from preschool_metrics.report.templating import context_of

    with speaking("zh"):
        charts = charts_of(page.area, page.towns) if page.area else {}
        variables = context_of(desk.job.view) | page.variables
        return render(desk.job.templates.path("docx", page.template), desk.environment, variables, charts)
