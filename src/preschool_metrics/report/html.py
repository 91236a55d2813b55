"""The report in one page: self-contained, readable without script, under a policy that lets nothing else in."""

import base64
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from markupsafe import Markup

from preschool_metrics.report import charts
from preschool_metrics.report.batch import Job, Piece, pieces_of
from preschool_metrics.report.templating import context_of, environment, render_template

PAGE: Final = "index.html.j2"
_CHARTS: Final = (charts.bullet, charts.strip, charts.trend, charts.multiple, charts.head_and_rest)


def html_pieces(job: Job) -> Iterator[Piece]:
    """Yield the page of the district: it holds everything, and links to the other files of the batch."""
    yield Piece("index.html", lambda: render_html(job).encode())


def render_html(job: Job) -> str:
    """Return the page.

    Raises TemplateError with its place where a template is broken.
    """
    made = environment(job.templates, "html", job.view.language)
    made.globals.update({function.__name__: function for function in _CHARTS})
    style, script = (job.templates.path("html", name).read_text("utf-8") for name in ("report.css", "report.js"))
    variables = context_of(job.view)
    variables |= {
        "style": Markup(style),  # noqa: S704 - the office's own files, and nothing of the returns
        "script": Markup(script),  # noqa: S704
        "policies": f"style-src {_hash(style)}; script-src {_hash(script)}",
        "files": [piece.path for piece in pieces_of(job) if not piece.path.startswith("index.")],
    }
    return render_template(made, PAGE, variables)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"
