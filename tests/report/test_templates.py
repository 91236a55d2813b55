"""Templates of an office: what breaks is said with its place and what exists instead; nothing in one is run."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from docxtpl import DocxTemplate
from jinja2 import Environment, nodes

from preschool_metrics.errors import OutputError, TemplateError
from preschool_metrics.report.batch import Job, pieces_of
from preschool_metrics.report.template_check import template_faults
from preschool_metrics.report.templates import Templates, export_templates, template_folder

BROKEN = {
    "{{ moth }}": "没有 moth；是不是 month？",
    "{{ towm.name }}": "没有 towm；是不是 town？",
    "{{ town.nmae }}": "没有 Area.nmae；是不是 name？",
    "{{ town.figures[0].dsplay }}": "没有 Figure.dsplay；是不是 display？",
    "{{ town.figures[99].display }}": "没有 tuple.99",
    "{% for row in town.leger %}{{ row.number }}{% endfor %}": "没有 Area.leger；是不是 ledger？",
    "{% if polcy.id %}x{% endif %}": "没有 polcy；是不是 policy？",
    "{{ policy.title.zh }}": "没有 str.zh",
    "{% for town in towns %}": "endfor",
    "{{ town.name": "end of",
    "{% endfor %}": "endfor",
    "{{ town.name|nosuchfilter }}": "nosuchfilter",
    '{% include "missing.j2" %}': "missing.j2",
    '{% include "../../../../etc/passwd" %}': "passwd",
    "{{ ''.__class__.__mro__ }}": "模板不可使用 __class__",
    "{{ town.__init__.__globals__ }}": "模板不可使用 __init__",
    "{{ t.__globals__ }}": "模板不可使用 __globals__",
    "{{ town.name.format.__self__ }}": "没有 function.__self__",
    "{{ '{0.__class__}'.format(town) }}": "模板不可使用 __class__",
    "{{ 'a' * 10000000000 }}": "模板不做计算",
    "{{ 9 ** 9 ** 9 }}": "模板不做计算",
    "{% for n in range(999999999) %}{% endfor %}": "range",
    "{{ coverage.received / 0 }}": "ZeroDivisionError",
    "{% set policy.id = 1 %}": "cannot assign",
}


def office(folder: Path, line: str, name: str = "md/town.md.j2") -> Path:
    """Make the templates of an office: the shipped ones, with a line of its own in the third place of one."""
    export_templates(folder)
    lines = (folder / name).read_text("utf-8").splitlines(keepends=True)
    (folder / name).write_text("".join([*lines[:2], f"{line}\n", *lines[2:]]), encoding="utf-8")
    return folder


def notice(job: Job, folder: Path) -> str:
    """Render the first notice from the templates of a folder."""
    job = job._replace(templates=Templates(folder), kinds=("md",))
    return next(piece for piece in pieces_of(job) if piece.path.startswith("towns/")).make().decode()


def test_there_are_at_least_twenty_ways_to_break_one() -> None:
    assert len(BROKEN) >= 20


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_template_is_said_with_its_place(job: Job, tmp_path: Path, line: str) -> None:
    with pytest.raises(TemplateError) as raised:
        notice(job, office(tmp_path, line))
    said = str(raised.value)
    assert BROKEN[line] in said
    assert said.startswith("md/town.md.j2:")
    assert "\n" not in said
    if "；是不是" in said:
        assert said.startswith("md/town.md.j2:3: ")
        assert "现有：" in said


@pytest.mark.parametrize("name", ["html/district.j2", "html/parts.j2", "html/index.html.j2"])
def test_a_broken_part_of_the_page_is_said_with_its_place(job: Job, tmp_path: Path, name: str) -> None:
    from preschool_metrics.report.html import render_html

    folder = office(tmp_path, "{{ distrct.name }}", name)
    with pytest.raises(TemplateError, match=f"^{name}:3: .*distrct.*district"):
        render_html(job._replace(templates=Templates(folder)))


def test_a_check_finds_everything_in_one_go(job: Job, tmp_path: Path) -> None:
    office(tmp_path, "{{ moth }} {{ town.nmae }}{% for each in town.leger %}{% endfor %}")
    path = tmp_path / "html" / "towns.j2"
    path.write_text(path.read_text("utf-8").replace("town.name", "town.nam"), encoding="utf-8")
    path = tmp_path / "md" / "group.md.j2"
    path.write_text("{% if %}", encoding="utf-8")
    faults = list(template_faults(tmp_path, [job]))
    assert [fault.partition(":")[0] for fault in faults] == [
        "html/towns.j2",
        "html/parts.j2",  # where what a macro was given is used
        "md/group.md.j2",
        *["md/town.md.j2"] * 3,
    ]


def test_the_shipped_templates_have_no_fault(job: Job, english: Job) -> None:
    assert list(template_faults(template_folder(), [job])) == []
    assert list(template_faults(template_folder(), [english])) == []


def test_what_an_office_has_not_changed_is_taken_from_the_shipped_ones(job: Job, tmp_path: Path) -> None:
    (tmp_path / "md").mkdir()
    (tmp_path / "md" / "town.md.j2").write_text(
        '{% import "parts.j2" as part with context %}# {{ town.name }}的通知\n{{ part.foot() }}', encoding="utf-8"
    )
    assert notice(job, tmp_path).startswith("# 杨村街道的通知\n")
    assert "preschool-metrics" in notice(job, tmp_path)


def test_the_copies_are_the_shipped_templates(tmp_path: Path) -> None:
    copies = export_templates(tmp_path)
    shipped = template_folder()
    assert {path.relative_to(tmp_path) for path in copies} >= {
        Path("html/index.html.j2"), Path("html/report.css"), Path("md/town.md.j2"),
    }  # fmt: skip
    assert all(path.read_bytes() == (shipped / path.relative_to(tmp_path)).read_bytes() for path in copies)


def test_an_export_writes_over_nothing_without_force(tmp_path: Path) -> None:
    mine = tmp_path / "md" / "town.md.j2"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="--force"):
        export_templates(tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [mine]
    export_templates(tmp_path, force=True)
    assert mine.read_text("utf-8") != "mine"


def sources() -> Iterator[tuple[str, str]]:
    """Yield the shipped templates, those in Word as the XML that Jinja gets."""
    for path in sorted(template_folder().rglob("*.j2")):
        yield path.name, path.read_text("utf-8")
    for path in sorted(template_folder().rglob("*.docx")):
        paper = DocxTemplate(path)
        paper.init_docx()
        yield path.name, paper.patch_xml(paper.get_xml())


def test_no_filter_of_a_loop_asks_for_the_loop() -> None:
    """Jinja has no `loop` yet where it chooses what to loop over: such a filter fails once a town reaches it."""
    filters = 0
    for name, source in sources():
        for loop in Environment(autoescape=True).parse(re.sub(r"{% cellbg .*?%}", "", source)).find_all(nodes.For):
            if loop.test is not None:
                filters += 1
                asked = {each.name for each in loop.test.find_all(nodes.Name)} | {getattr(loop.test, "name", "")}
                assert "loop" not in asked, f"{name}:{loop.lineno}"
    assert filters > 15


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no timers")
def test_a_loop_in_a_loop_does_not_hang_the_batch(job: Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("preschool_metrics.report.templating._MOST_SECONDS", 1)
    loop = "".join(f'{{% for {name} in "{"x" * 500}" %}}' for name in "abcd") + "{% endfor %}" * 4
    with pytest.raises(TemplateError, match=r"town\.md\.j2:3: 用时超过 1 秒"):
        notice(job, office(tmp_path, loop))
    assert notice(job, office(tmp_path / "again", "{% for a in 'xx' %}x{% endfor %}"))
