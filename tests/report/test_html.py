"""The page as a file: one piece, small, under a strict policy, well-formed, the same bytes always."""

import base64
import itertools
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from preschool_metrics.report.batch import Job
from preschool_metrics.report.html import render_html
from preschool_metrics.report.templates import template_folder


@pytest.fixture(scope="module", params=["zh", "en"])
def text(job: Job, english: Job, request: pytest.FixtureRequest) -> str:
    return render_html(job if request.param == "zh" else english)


@pytest.fixture(scope="module")
def page(text: str) -> Any:  # noqa: ANN401 - lxml's element
    return html.fromstring(text)


def test_it_is_small(text: str) -> None:
    assert len(text.encode()) < 500_000
    assert len((template_folder() / "html" / "report.js").read_bytes()) <= 3072


def test_it_is_one_piece(page: Any) -> None:  # noqa: ANN401
    assert page.xpath("//link | //img | //iframe | //object | //embed | //script[@src] | //@srcset") == []
    links = [link for link in page.xpath("//a/@href") if not link.startswith("#")]
    assert all(":" not in link and not link.startswith("/") for link in links), "only files of the batch"


def test_its_policy_names_its_one_style_and_its_one_script(page: Any) -> None:  # noqa: ANN401
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    (style,), (script,) = page.xpath("//style/text()"), page.xpath("//script/text()")
    for kind, written in (("style-src", style), ("script-src", script)):
        assert f"{kind} 'sha256-{base64.b64encode(sha256(written.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_nothing_is_inline(page: Any) -> None:  # noqa: ANN401
    assert page.xpath("//@style") == []
    assert [name for each in page.iter() for name in each.attrib if name.startswith("on")] == []


def test_ids_are_unique_and_what_refers_to_one_finds_it(page: Any) -> None:  # noqa: ANN401
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    named = " ".join(page.xpath("//@aria-labelledby | //label/@for")).split()
    targets = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert set(named + targets) <= set(ids)


def test_every_drawing_says_what_it_shows(page: Any) -> None:  # noqa: ANN401
    for drawing in page.xpath("//svg[not(@aria-hidden)]"):
        assert drawing.get("role") == "img"
        assert drawing.xpath("title")
        assert drawing.get("aria-label") or drawing.xpath("desc")


def test_every_table_has_a_caption_and_its_headings_a_scope(page: Any) -> None:  # noqa: ANN401
    for table in page.xpath("//table[not(@class='origins')]"):
        assert table.xpath("caption")
    assert page.xpath("//th[not(@scope)]") == []


def test_there_is_one_heading_of_the_first_rank_and_none_is_skipped(page: Any) -> None:  # noqa: ANN401
    ranks = [int(each.tag[1]) for each in page.xpath("//h1 | //h2 | //h3 | //h4")]
    assert ranks.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(ranks))


def test_a_month_without_a_value_breaks_the_line(job: Job) -> None:
    from preschool_metrics.report.charts import trend

    figures = [figure for town in job.view.towns for figure in town.figures]
    for figure in figures:
        known = [point.value is not None for point in figure.series]
        runs = sum(now and not before for before, now in zip([False, *known], known, strict=False))
        assert trend(figure).solid.count("M") == runs
    assert any(point.value is None for figure in figures for point in figure.series)


def test_the_same_bytes_in_any_process(job: Job, page_file: Path) -> None:
    assert page_file.read_bytes() == render_html(job).encode()


def test_no_machine_is_in_it(text: str) -> None:
    assert not re.search(r"/(?:tmp|home|root|work|usr)/|file:|https?://", text)
