"""The page in a real browser: what it fetches, what its policy stops, by keyboard, on a phone, on paper, read aloud."""

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from preschool_metrics.report.batch import Job
from preschool_metrics.report.html import render_html

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="no Chromium on this machine")
NO_SCROLL = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
SHOWN = "Array.from(document.querySelectorAll('#table tbody tr')).filter(row => !row.hidden).map(row => row.cells[0].textContent)"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def few_towns(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of four towns: everything that the whole one has, at a tenth of the time to look at it all."""
    view = job.view
    groups = tuple(replace(group, towns=group.towns[:2]) for group in (view.groups[0], view.groups[2], view.groups[-1]))
    short = replace(view, towns=view.towns[:4], groups=groups, findings=view.findings[:3], ledger=view.ledger[:5])
    path = tmp_path_factory.mktemp("few") / "index.html"
    path.write_text(render_html(job._replace(view=short)), encoding="utf-8")
    return path


class Opened:
    """A page with everything that it asked for and everything that it complained of."""

    def __init__(self, browser: Any, file: Path, **context: Any) -> None:  # noqa: ANN401
        self.context = browser.new_context(**context)
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.refused: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("requestfailed", lambda request: self.refused.append(request.failure))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(file.as_uri())


@pytest.fixture
def opened(browser: Any, page_file: Path) -> Iterator[Any]:  # noqa: ANN401
    """Yield a function that opens the page in a context of its own."""
    made: list[Opened] = []

    def open_page(file: Path = page_file, **context: Any) -> Opened:  # noqa: ANN401
        made.append(Opened(browser, file, **context))
        return made[-1]

    yield open_page
    for each in made:
        each.context.close()


def test_it_asks_for_nothing_and_complains_of_nothing(opened: Any) -> None:  # noqa: ANN401
    shown = opened()
    shown.page.locator("footer").scroll_into_view_if_needed()
    assert [url.partition(":")[0] for url in shown.requests] == ["file"]
    assert shown.complaints == []


def test_its_policy_stops_a_script_a_style_and_a_picture_that_got_in(
    opened: Any,  # noqa: ANN401
    page_file: Path,
    tmp_path: Path,
) -> None:
    intruder = (
        '<script>document.title = "taken"</script><p style="color: red" onclick="document.title = 1">x</p>'
        '<img src="https://example.invalid/x.png"></main>'
    )
    spoilt = tmp_path / "spoilt.html"
    spoilt.write_text(page_file.read_text("utf-8").replace("</main>", intruder), encoding="utf-8")
    shown = opened(spoilt)
    assert "taken" not in shown.page.title()
    assert sum("Content Security Policy" in each for each in shown.complaints) >= 3
    assert shown.refused == ["csp"], "the picture was not even asked for"
    assert shown.page.evaluate("getComputedStyle(document.querySelector('main > p')).color") != "rgb(255, 0, 0)"


def test_the_table_is_sorted_by_keyboard(opened: Any) -> None:  # noqa: ANN401
    page = opened().page
    heading = page.locator("#table thead .sort").nth(2)
    heading.focus()
    page.keyboard.press("Enter")
    assert page.locator("#table thead th").nth(2).get_attribute("aria-sort") == "ascending"
    values = page.eval_on_selector_all("#table tbody td:nth-child(3)", "cells => cells.map(cell => cell.dataset.v)")
    known = [float(value) for value in values if value]
    assert known == sorted(known)
    assert values[-2:] == ["", ""], "unknown stays last"
    page.keyboard.press("Space")
    assert page.locator("#table thead th").nth(2).get_attribute("aria-sort") == "descending"
    values = page.eval_on_selector_all("#table tbody td:nth-child(3)", "cells => cells.map(cell => cell.dataset.v)")
    assert [float(value) for value in values if value] == sorted(known, reverse=True)
    assert values[-2:] == ["", ""]


def test_the_table_is_filtered_by_keyboard(opened: Any) -> None:  # noqa: ANN401
    page = opened().page
    assert len(page.evaluate(SHOWN)) == 30
    page.locator("#by-name").focus()
    page.keyboard.type("街道")
    assert len(page.evaluate(SHOWN)) == 6
    assert "6/30" in page.locator("#shown").inner_text()
    page.locator("#by-name").fill("")
    page.locator("#by-group").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(SHOWN) == ["泗村店镇", "王庆坨镇", "曹子里镇"]
    page.locator("#by-lack").select_option("inclusive_coverage_rate")
    assert page.evaluate(SHOWN) == ["王庆坨镇", "曹子里镇"]


def test_a_figure_opens_its_source_in_place_without_script(opened: Any, job: Job) -> None:  # noqa: ANN401
    page = opened(java_script_enabled=False).page
    cell = page.locator("#table tbody tr", has_text="杨村街道").locator("td.heat").first
    assert not cell.locator(".pop").is_visible()
    cell.locator("summary").focus()
    page.keyboard.press("Enter")
    assert cell.locator(".pop").is_visible()
    said = cell.locator(".pop").inner_text()
    figure = job.view.towns[0].figures[0]
    assert f"{figure.numerator} ÷ {figure.denominator} = {figure.display}" in said
    assert all(f"{source.sheet}!{source.cells}" in said for source in figure.sources)
    assert not page.locator("#filters").is_visible(), "nothing that would not work"


def test_escape_closes_an_open_source(opened: Any) -> None:  # noqa: ANN401
    page = opened().page
    page.locator("#table summary").first.click()
    assert page.locator("#table details[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("#table details[open]").count() == 0


@pytest.mark.parametrize("width", [320, 360, 768, 1100])
def test_no_width_scrolls_the_page_sideways(opened: Any, width: int) -> None:  # noqa: ANN401
    page = opened(viewport={"width": width, "height": 740}, is_mobile=width < 700).page
    assert page.evaluate(NO_SCROLL)
    page.locator("#table summary").first.click()
    page.locator(".card details summary").first.click()
    assert page.evaluate(NO_SCROLL)


def test_paper_has_the_table_of_the_towns_on_one_landscape_page(opened: Any, job: Job, tmp_path: Path) -> None:  # noqa: ANN401
    pdfinfo, pdftotext = shutil.which("pdfinfo"), shutil.which("pdftotext")
    if not pdfinfo or not pdftotext:
        pytest.skip("no pdftotext to read the paper with")
    path = tmp_path / "page.pdf"
    opened().page.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
    sizes = subprocess.run([pdfinfo, "-l", "99", path], capture_output=True, text=True, check=True).stdout
    wide = [line.split()[1] for line in sizes.splitlines() if line.startswith("Page ") and "841.92 x" in line]
    assert len(wide) == 1
    text = subprocess.run(
        [pdftotext, "-f", wide[0], "-l", wide[0], path, "-"], capture_output=True, text=True, check=True
    ).stdout
    text = unicodedata.normalize("NFKC", text)
    named = [*(town.name for town in job.view.towns), *(figure.display for figure in job.view.district.figures)]
    assert [each for each in named if each not in text] == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("dark", 360)])
def test_nobody_is_shut_out(opened: Any, few_towns: Path, scheme: str, width: int) -> None:  # noqa: ANN401
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    context = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}, "bypass_csp": True}
    page = opened(few_towns, **context).page
    for each in page.locator("section > details > summary").all():
        each.click()
    found = axe.run(page, options={"resultTypes": ["violations"]})  # all results would take five times as long
    assert [(each["id"], [node["target"] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    page.locator("#table summary").nth(3).click()
    found = axe.run(page, context=".pop")
    assert [each["id"] for each in found["violations"]] == []


def test_dark_and_light_are_a_key_away(opened: Any) -> None:  # noqa: ANN401
    page = opened(color_scheme="light").page
    color = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(color)
    page.locator("#theme").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(color) != light
    page.keyboard.press("Enter")
    assert page.evaluate(color) == light


def test_english_fits_a_phone_too(opened: Any, english: Job, tmp_path: Path) -> None:  # noqa: ANN401
    file = tmp_path / "english.html"
    file.write_text(render_html(english), encoding="utf-8")
    shown = opened(file, viewport={"width": 360, "height": 740}, is_mobile=True)
    assert shown.page.evaluate(NO_SCROLL)
    assert shown.complaints == []
