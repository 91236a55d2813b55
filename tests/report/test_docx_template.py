"""What a Word template may do, and what it is told when it is wrong."""

import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as Word
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from docs.word.chart import place, trend
from preschool_metrics.errors import TemplateError
from preschool_metrics.report.docx.chart import Chart, Series
from preschool_metrics.report.docx.template import environment_of, render
from preschool_metrics.report.templates import Templates
from tests.report.word import opened, part_names, plots, rows_of

CHARTS = {"trend public_share": Chart(("2024-01",), (Series("占比", (Decimal("50.49"),)),), "说明")}


def filled(path: Path, *paragraphs: str, table: list[list[str]] | None = None, title: str = "", **values: Any) -> bytes:  # noqa: ANN401
    """Render a template of these paragraphs and this table."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        drawn = document.add_table(rows=len(table), cols=len(table[0]), style="Table Grid")
        for row, texts in zip(drawn.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    document.core_properties.title = title
    document.save(str(path))
    return render(path, environment_of(Templates()), values, CHARTS)


def lines(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in opened(content).paragraphs]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own.docx"


# --- values -----------------------------------------------------------------------------------------------

HOSTILE = [
    "A&B",
    "<w:p/>",
    "</w:t></w:r></w:p>",
    '="cmd|calc"!A1',
    "@SUM(A1)",
    "-1+1",
    "🏫 幼儿园",
    "{{ 7*7 }}",
    "{% for x in y %}",
    "{# note #}",
    "｛｛ month ｝｝",
    "}}{{",
    "{_{ x }_}",
    "%}",
    "&lt;b&gt;",
    "&#x41;",
    "\u202e逆\u202c",
    "\u200f镇",
    "“引号”’",
    "a'b\"c",
    "$&\\1",
    "]]>",
    "<!-- x -->",
    "__class__",
    "一" * 300,
    " 前后 ",
    "a\u00a0b\u3000c",
    "e\u0301",
    "𠮷田",
    "0",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_stands_in_the_document_as_it_is(path: Path, name: str) -> None:
    content = filled(path, "{{ name }}", table=[["{{ name }}", "x"]], title="{{ name }}", name=name)
    assert lines(content) == [name]
    assert opened(content).tables[0].rows[0].cells[0].text == name
    assert opened(content).core_properties.title == name[:255]


@given(name=st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40))
@settings(max_examples=40)
def test_no_text_gets_lost(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    shown = "".join(sign for sign in name if not "\ufdd0" <= sign <= "\ufdef")  # noncharacters, never a text
    assert lines(filled(tmp_path_factory.getbasetemp() / "any.docx", "[{{ name }}]", name=name)) == [f"[{shown}]"]


def test_a_line_break_is_one_and_controls_are_dropped(path: Path) -> None:
    assert lines(filled(path, "{{ name }}", name="一\n二\x00\x08\x1f\ud800\ufffe")) == ["一\n二"]


@pytest.mark.parametrize(
    ("value", "shown"), [(None, "—"), (0, "0"), (Decimal("1E+2"), "100"), (Decimal("0.50"), "0.50")]
)
def test_unknown_is_a_dash_and_zero_is_zero(path: Path, value: object, shown: str) -> None:
    assert lines(filled(path, "{{ value }}", value=value)) == [shown]


def test_quotation_marks_that_word_makes_are_taken_for_straight_ones(path: Path) -> None:
    assert lines(filled(path, "{{ “是” if name == ‘甲’ else “否” }}", name="甲")) == ["是"]


# --- tables -----------------------------------------------------------------------------------------------


def test_a_table_whose_columns_come_out_of_a_loop_keeps_its_width(path: Path) -> None:
    table = [["名称", "{%tc for x in names %}", "{{ x }}", "{%tc endfor %}"]]
    content = filled(path, table=table, names=["甲", "乙", "丙", "丁", "戊"])
    (drawn,) = opened(content).tables
    assert [cell.text for cell in drawn.rows[0].cells] == ["名称", "甲", "乙", "丙", "丁", "戊"]
    widths = [cell.width for cell in drawn.rows[0].cells]
    assert len(set(widths)) == 1
    (own,) = opened(path.read_bytes()).tables
    before = sum(cell.width or 0 for cell in own.rows[0].cells)
    assert abs(sum(width or 0 for width in widths) - before) < 10_000


def test_the_shade_of_a_cell_stands_where_the_standard_wants_it(path: Path) -> None:
    content = filled(path, table=[["头", "值"], ["甲", "{% cellbg colour %}{{ x }}"]], colour="F2A77C", x=1)
    assert rows_of(opened(content), "值") == [["甲", "1"]]
    properties = opened(content).tables[0].rows[1].cells[1]._tc.tcPr
    assert properties is not None
    assert [child.tag.rpartition("}")[2] for child in properties] == ["tcW", "shd"]


# --- broken templates -------------------------------------------------------------------------------------

BROKEN = {
    "{{ nmae }}": "没有 nmae",
    "{{ town.nam }}": "没有 ",
    "{{ month": "month",
    "{{ month }": "month",
    "{{ month|percent }}": "percent",
    "{% if month %}": "endif",
    "{% for x in %}x{% endfor %}": "Expected",
    "{% endfor %}": "endfor",
    "{% unknown %}": "unknown",
    "{{ month + 1 }}": "TypeError",
    "{{ 1 / 0 }}": "ZeroDivisionError",
    "{{ names }}": "list",
    "{{ names.append(1) }}": "不可使用",
    "{{ month.__class__ }}": "不可使用",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}": "不可使用",
    "{{ 'a' * 10 ** 9 }}": "**",
    "{{ range(10) }}": "range",
    "{% include '../../x' %}": "x",
    "{% import 'os' as os %}": "os",
    "{{ lipsum() }}": "lipsum",
    "{{ names[3] }}": "没有 ",
    "｛｛ month ｝｝": "残留",
    "{ { month } }": "残留",
    "100 %}": "残留",
    "｛% if month %｝": "残留",
}


@pytest.mark.parametrize("written", BROKEN)
def test_a_broken_template_says_where_and_what(path: Path, written: str) -> None:
    with pytest.raises(TemplateError) as caught:
        filled(path, "第一段", written, month="2024年3月", names=["甲"], town={"name": "甲"})
    (message,) = str(caught.value).splitlines()
    assert "/own.docx: " in message
    assert written[:10] in message, "the paragraph is shown"
    assert BROKEN[written] in message


def test_a_less_than_in_a_template_leaves_the_place_of_a_mistake_right(path: Path) -> None:
    with pytest.raises(TemplateError, match=r"\{\{ nmae \}\}"):
        filled(path, "{%p if 1 < 2 %}", "第一段", "{%p endif %}", "第二段", "{{ nmae }}", "第三段", month="2024年3月")


@pytest.mark.parametrize("written", ["{{ ''.__class__ }}", "{{ nope }}", "{% if %}"])
def test_the_properties_of_the_file_are_in_the_same_sandbox(path: Path, written: str) -> None:
    with pytest.raises(TemplateError, match=r"own\.docx: .*"):
        filled(path, "正文", title=written)


def test_a_condition_from_a_paragraph_into_a_cell_is_refused_instead_of_cutting_the_document(path: Path) -> None:
    with pytest.raises(TemplateError, match=r"own\.docx: 正文"):
        filled(path, "{% if name %}前", table=[["{% endif %}甲", "乙"]], name="")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"no document", b"\xd0\xcf\x11\xe0" * 200])
def test_a_file_that_is_no_document_is_named(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(TemplateError, match=r"own\.docx"):
        render(path, environment_of(Templates()), {}, {})


# --- figures ----------------------------------------------------------------------------------------------


def with_chart(path: Path, name: str) -> Word:
    """Return a template that repeats a chart for each of `names`, and save it."""
    document = Document()
    document.add_paragraph("{%p for each in names %}")
    place(document, document.add_paragraph(), trend(), name, "示例图")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))
    return document


def test_a_chart_in_a_loop_is_a_chart_of_its_own_each_time(path: Path) -> None:
    with_chart(path, "trend {{ each }}")
    content = render(path, environment_of(Templates()), {"names": ["public_share", "public_share"]}, CHARTS)
    assert [(plot.name, plot.alt, plot.sheet[1]) for plot in plots(content)] == [
        ("trend public_share", "说明", ["2024-01", 50.49])
    ] * 2
    assert sum(name.startswith("word/charts/report") for name in part_names(content)) == 2
    none = render(path, environment_of(Templates()), {"names": []}, CHARTS)
    assert not [name for name in part_names(none) if "chart" in name or "embeddings" in name]


def test_a_figure_of_unknown_data_says_which_there_are(path: Path) -> None:
    with_chart(path, "trend {{ each }}")
    with pytest.raises(TemplateError, match=r"own\.docx: .*trend publik_share.*trend public_share"):
        render(path, environment_of(Templates()), {"names": ["publik_share"]}, CHARTS)


def test_what_word_keeps_beside_a_chart_stays_with_it(path: Path) -> None:
    document = with_chart(path, "trend {{ each }}")
    (chart,) = (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/chart"))
    shapes = Part(PackURI("/word/drawings/drawing1.xml"), "application/xml", b"<shapes/>", document.part.package)
    name = chart.relate_to(
        shapes, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes"
    )
    chart._blob = chart.blob.replace(b"</c:chartSpace>", f'<c:userShapes r:id="{name}"/></c:chartSpace>'.encode())
    document.save(str(path))
    content = render(path, environment_of(Templates()), {"names": ["public_share"]}, CHARTS)
    (drawn,) = (rel.target_part for rel in opened(content).part.rels.values() if rel.reltype.endswith("/chart"))
    assert drawn.related_parts[name].blob == b"<shapes/>"
    assert len(drawn.rels) == 2


def test_a_figure_of_the_office_stays_as_it_is(path: Path) -> None:
    document = Document()
    paragraph = parse_xml(
        f"<w:p {nsdecls('w', 'wp', 'a')}><w:r><w:drawing><wp:inline><wp:extent cx='1' cy='1'/>"
        "<wp:docPr id='1' name='图 1' descr='徽标'/><a:graphic/></wp:inline></w:drawing></w:r></w:p>"
    )
    document.element.body.insert(0, paragraph)
    document.save(str(path))
    content = render(path, environment_of(Templates()), {}, CHARTS)
    (properties,) = opened(content).element.body.iter("{*}docPr")
    assert properties.get("descr") == "徽标"
    assert not [name for name in part_names(content) if "chart" in name]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no timers")
def test_a_loop_in_a_loop_is_told_with_its_place(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("preschool_metrics.report.templating._MOST_SECONDS", 1)
    loop = "".join(f'{{% for {name} in "{"x" * 500}" %}}' for name in "abcd") + "{% endfor %}" * 4
    with pytest.raises(TemplateError, match="用时超过 1 秒"):
        filled(path, "一", loop)
