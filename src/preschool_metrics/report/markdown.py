"""The report as Markdown, for mail, git and machines: the district, each group, each town."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from preschool_metrics.report.batch import Job, Piece, area_paths
from preschool_metrics.report.templating import context_of, environment, render_template

_SPECIAL: Final = re.compile(r"[\\`*_\[\]|#~]")
_MARKUP: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown_pieces(job: Job) -> Iterator[Piece]:
    """Yield the page of the district, then one for each group and each town."""
    made = environment(job.templates, "md", job.view.language, finalize=escaped)
    yield Piece("district.md", partial(_render, made, job, "district.md.j2"))
    for path, kind, place in area_paths(job, "md"):
        yield Piece(path, partial(_render, made, job, f"{kind}.md.j2", kind, place))


def escaped(value: object) -> object:
    """Return a value as Markdown prints it: no text can become Markdown or HTML itself, and unknown is —."""
    if value is None:
        return "—"
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    text = "".join(_MARKUP.get(sign, sign) for sign in value)
    return Markup(_SPECIAL.sub(r"\\\g<0>", text))  # noqa: S704 - just made harmless


def _render(made: ImmutableSandboxedEnvironment, job: Job, name: str, kind: str = "", place: int = 0) -> bytes:
    variables = context_of(job.view)
    if kind:
        variables[kind] = (job.view.groups if kind == "group" else job.view.towns)[place]
    return render_template(made, name, variables).encode()
