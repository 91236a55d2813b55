"""The annotated copy: what is added to the package, and that nothing else of it changes."""

import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from preschool_metrics.forms.annotated import UnpatchableError, annotated, side_workbook
from preschool_metrics.model.feedback import AUTHOR, HEADINGS, MARK, Feedback
from tests.forms.annotated.rich import (
    ERROR,
    FEEDBACK,
    QUERY,
    children,
    in_order,
    opened,
    packed,
    parts,
    rich_workbook,
    sheet_part,
)

NOTHING = Feedback("反馈：曹子里镇 2024-03", ())
TOUCHED = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}


@pytest.fixture(scope="module")
def original() -> bytes:
    return rich_workbook()


@pytest.fixture(scope="module")
def copy(original: bytes) -> bytes:
    return annotated(original, FEEDBACK)


# --- what stays -------------------------------------------------------------------------------------------


def test_every_other_part_is_the_same_to_the_byte(original: bytes, copy: bytes) -> None:
    before, after = parts(original), parts(copy)
    changed = {name for name in before if before[name] != after.get(name)}
    drawings = {name for name in before if name.startswith("xl/drawings/vml") or "comments" in name}
    relations = {"xl/worksheets/_rels/sheet1.xml.rels"}
    assert changed <= TOUCHED | drawings | relations | {f"xl/worksheets/sheet{number}.xml" for number in (1, 2)}
    assert {"xl/media/image1.png", "xl/charts/chart1.xml", "xl/tables/table1.xml"} <= before.keys() - changed
    assert "xl/worksheets/sheet3.xml" not in changed


@pytest.mark.parametrize("name", ["封面", "名册"])
def test_of_a_sheet_only_views_marks_and_the_drawing_of_notes_differ(original: bytes, copy: bytes, name: str) -> None:
    before, after = (list(children(parts(each)[sheet_part(parts(each), name)])) for each in (original, copy))
    added = [each for each in after if each not in before]
    assert {kind for kind, _xml in added} <= {"sheetViews", "conditionalFormatting", "legacyDrawing"}
    assert [each for each in before if each not in after and each[0] != "sheetViews"] == []
    kinds = {kind for kind, _xml in before}
    assert kinds >= (
        {"dataValidations", "conditionalFormatting", "extLst", "tableParts"} if name == "名册" else {"drawing"}
    )


def test_styles_only_grow(original: bytes, copy: bytes) -> None:
    for container in ("fonts", "fills", "borders", "cellXfs", "dxfs"):
        before, after = (
            re.search(rf"<{container}[ >].*</{container}>", style(each), re.DOTALL) for each in (original, copy)
        )
        assert before is None or after is not None
        if before and after:
            body = before.group().partition(">")[2].removesuffix(f"</{container}>")
            assert after.group().partition(">")[2].startswith(body)


def style(content: bytes) -> str:
    return parts(content)["xl/styles.xml"].decode()


def test_counts_of_the_styles_are_right(copy: bytes) -> None:
    for container in ("fonts", "fills", "borders", "cellXfs", "dxfs"):
        found = re.search(rf'<{container}\b[^>]*count="(\d+)"[^>]*>(.*?)</{container}>', style(copy), re.DOTALL)
        assert found
        child = {"fonts": "font", "fills": "fill", "borders": "border", "cellXfs": "xf", "dxfs": "dxf"}[container]
        assert int(found.group(1)) == len(re.findall(rf"<{child}[ >]", found.group(2)))


def test_names_local_to_a_sheet_move_on_with_theirs(original: bytes, copy: bytes) -> None:
    before, after = (opened(each) for each in (original, copy))
    assert after.sheetnames == ["反馈", *before.sheetnames]
    assert after["名册"].print_title_rows == before["名册"].print_title_rows == "$1:$2"
    assert after["其他"].print_area == before["其他"].print_area != ""


def test_children_of_every_sheet_stand_in_the_order_of_the_schema(copy: bytes) -> None:
    for name, xml in parts(copy).items():
        assert not name.startswith("xl/worksheets/sheet") or in_order(xml), name


# --- marks and notes --------------------------------------------------------------------------------------


def test_cells_are_marked_by_their_severity_and_keep_their_style(original: bytes, copy: bytes) -> None:
    before, after = (opened(each) for each in (original, copy))
    marked = {
        (str(cells.sqref), rule.dxf.fill.bgColor.rgb)
        for cells in after["名册"].conditional_formatting
        for rule in cells.rules
        if rule.formula and AUTHOR in rule.formula[0]
    }
    assert marked == {("C3 D3 E3", "FFF8DCD0"), ("D4", "FFD9E8F2")}
    assert [str(each.sqref) for each in after["封面"].conditional_formatting] == ["B2"]
    for cell in ("C3", "D4"):
        assert after["名册"][cell].style_id == before["名册"][cell].style_id


def test_of_an_error_and_a_query_in_one_cell_the_error_is_marked(original: bytes) -> None:
    both = Feedback("反馈", (ERROR._replace(related=()), QUERY._replace(cell="C3", related=())))
    book = opened(annotated(original, both))
    (cells,) = [
        each
        for each in book["名册"].conditional_formatting
        for rule in each.rules
        if AUTHOR in (rule.formula or [""])[0]
    ]
    assert cells.rules[0].dxf.fill.bgColor.rgb == "FFF8DCD0"
    note = book["名册"]["C3"].comment
    assert note
    assert "PM301 必须改正：合计不符" in note.text
    assert "PM702 核实：=1+1 早了" in note.text


def test_a_sheet_has_a_thousand_notes_at_most_and_every_mark(original: bytes) -> None:
    many = Feedback("反馈", tuple(ERROR._replace(cell=f"C{row}", related=()) for row in range(1, 1101)))
    sheet = opened(annotated(original, many))["名册"]
    ours = [cell for row in sheet.iter_rows() for cell in row if cell.comment and cell.comment.author == AUTHOR]
    assert len(ours) == 1000
    marked = [
        cells for each in sheet.conditional_formatting for cells in str(each.sqref).split() if cells in ("C1", "C1100")
    ]
    assert marked == ["C1", "C1100"]


def test_a_note_says_code_message_and_what_to_do(copy: bytes) -> None:
    note = opened(copy)["名册"]["C3"].comment
    assert note
    assert (note.author, note.text) == (AUTHOR, "[preschool-metrics]\nPM301 必须改正：合计不符\n怎样改：核对")


def test_comments_of_others_stay_and_ours_follows_in_the_same_cell(copy: bytes) -> None:
    sheet = opened(copy)["名册"]
    theirs, both = sheet["A3"].comment, sheet["D4"].comment
    assert theirs
    assert both
    assert (theirs.author, theirs.text.strip()) == ("李四", "别的单元格")
    assert both.author == "李四"
    assert both.text.strip().startswith("城建办已核")
    assert both.text.endswith("PM702 核实：=1+1 早了\n怎样改：改")


def test_every_comment_has_one_shape(copy: bytes) -> None:
    drawing = parts(copy)["xl/drawings/vmlDrawing2.vml"].decode()
    shapes = re.findall(
        r'<v:shape id="_x0000_s(\d+)".*?<x:Row>(\d+)</x:Row>\s*<x:Column>(\d+)</x:Column>', drawing, re.DOTALL
    )
    assert sorted(place for _number, *place in shapes) == [["2", "0"], ["2", "2"], ["3", "3"]]
    assert len({number for number, *_place in shapes}) == 3


def test_the_stand_in_of_a_thread_is_left_alone(original: bytes) -> None:
    threaded = parts(original)
    name = next(name for name in threaded if "comments" in name and "rels" not in name)
    threaded[name] = threaded[name].replace("李四".encode(), b"tc={6A0C1C5E-0000-0000-0000-000000000000}")
    sheet = opened(annotated(packed(threaded), FEEDBACK))["名册"]
    assert sheet["D4"].comment
    assert "PM702" not in sheet["D4"].comment.text
    assert sheet["C3"].comment


# --- the sheet 反馈 ---------------------------------------------------------------------------------------


def test_the_first_sheet_lists_every_finding_linked_to_its_cell(copy: bytes) -> None:
    sheet = opened(copy).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=8)]
    assert rows[0] == list(HEADINGS.values())
    assert [row[1:5] for row in rows[1:]] == [
        ["必须改正", "PM301", "名册", "C3"], ["核实", "PM702", "名册", "D4"], ["核实", "PM701", None, None],
    ]  # fmt: skip
    links = {sheet[cell].coordinate: sheet[cell].hyperlink for cell in ("E6", "E7", "E8")}
    assert [link.location if link else None for link in links.values()] == ["'名册'!C3", "'名册'!D4", None]
    assert MARK in sheet["A4"].value


def test_the_workbook_opens_with_it_and_no_other_sheet_is_selected_too(copy: bytes) -> None:
    book = opened(copy)
    assert book.active is book.worksheets[0]
    assert [bool(sheet.sheet_view.tabSelected) for sheet in book.worksheets] == [True, False, False, False]


def test_only_queries_have_yellow_cells_to_fill_in(copy: bytes) -> None:
    sheet = opened(copy).worksheets[0]
    assert [sheet[f"L{row}"].fill.fgColor.rgb for row in (6, 7, 8)] == ["FFF1F3F5", "FFFFF8DC", "FFFFF8DC"]


def test_no_text_becomes_a_formula(copy: bytes) -> None:
    sheet = opened(copy).worksheets[0]
    assert (sheet["J7"].value, sheet["J7"].data_type) == ("=1+1 早了", "s")
    assert b"<f>" not in parts(copy)[sheet_part(parts(copy), "反馈")]


@pytest.mark.parametrize(
    "said", ["a<b&c>\"'", "两行\n第二行", "\x00\x0b\ufffe控制符", "_x0041_ 不是转义", "]]>", "长" * 40_000]
)
def test_any_text_stands_in_its_cell(original: bytes, said: str) -> None:
    odd = Feedback("反馈", (QUERY._replace(message=said, kindergarten=said),))
    book = opened(annotated(original, odd))
    shown = str(book.worksheets[0]["J6"].value).replace("_x005F_", "_")
    assert shown == re.sub(r"[\x00\x0b\ufffe]", "", said)[:32_767]


@pytest.mark.parametrize("name", ["它's 名册", "a&b<c>", "反馈"])
def test_a_sheet_may_have_any_name(original: bytes, name: str) -> None:
    renamed = parts(original)
    markup = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    renamed["xl/workbook.xml"] = renamed["xl/workbook.xml"].replace('name="名册"'.encode(), f'name="{markup}"'.encode())
    odd = Feedback("反馈", (ERROR._replace(sheet=name, related=()),))
    book = opened(annotated(packed(renamed), odd))
    first = book.worksheets[0]
    assert first.title == ("反馈2" if name == "反馈" else "反馈")
    assert first["E6"].hyperlink.location == "'" + name.replace("'", "''") + "'!C3"
    assert book[name]["C3"].comment


# --- once more --------------------------------------------------------------------------------------------


def test_the_same_findings_give_the_same_bytes(original: bytes, copy: bytes) -> None:
    assert annotated(original, FEEDBACK) == copy
    assert side_workbook(FEEDBACK) == side_workbook(FEEDBACK)


def test_annotating_again_replaces_what_was_ours(copy: bytes) -> None:
    again = annotated(copy, FEEDBACK)
    assert parts(again) == parts(annotated(again, FEEDBACK))
    assert opened(again).sheetnames == ["反馈", "封面", "名册", "其他"]
    first, second = (opened(each)["名册"] for each in (copy, again))
    for cell in ("A3", "C3", "D4"):
        assert first[cell].comment.text == second[cell].comment.text
    assert len(first.conditional_formatting) == len(second.conditional_formatting)


def test_once_corrected_nothing_of_ours_is_left_in_the_other_sheets(original: bytes, copy: bytes) -> None:
    corrected = parts(annotated(copy, NOTHING))
    before = parts(original)
    for name in ("封面", "名册"):
        was, now = (dict(children(each[sheet_part(each, name)])) for each in (before, corrected))
        assert {kind: xml for kind, xml in now.items() if kind != "sheetViews"} == {
            kind: xml for kind, xml in was.items() if kind != "sheetViews"
        }
    book = opened(annotated(copy, NOTHING))
    assert book["名册"]["C3"].comment is None
    assert book["名册"]["D4"].comment.text.strip() == "城建办已核"
    assert not [name for name in corrected if name not in before and "sheet" not in name]
    assert "没有需要改正或核实的问题" in book.worksheets[0]["A2"].value


def test_once_corrected_parts_that_only_we_needed_are_gone() -> None:
    one = Feedback("反馈", (ERROR._replace(related=()),))
    marked = parts(annotated(packed(minimal()), one))
    corrected = parts(annotated(packed(marked), NOTHING))
    assert marked.keys() - corrected.keys() == {"xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert corrected["xl/worksheets/a.xml"] == minimal()["xl/worksheets/a.xml"]
    assert b"comments" not in corrected["[Content_Types].xml"]
    assert b"Relationship " not in corrected["xl/worksheets/_rels/a.xml.rels"]


COMMENT = '<comment ref="C3" authorId="0"><text>{}</text></comment>'


@pytest.mark.parametrize("said", ["", "<t>核过</t>", "<r><t>核</t></r><r><rPr><b/></rPr><t>过</t></r>", "<t/>"])
def test_a_comment_of_any_form_takes_our_text_behind_its_own(said: str) -> None:
    theirs = minimal()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    theirs["xl/comments7.xml"] = (
        f'<comments xmlns="{main}"><authors><author>李四</author></authors><commentList>{COMMENT.format(said)}'
        "</commentList></comments>"
    ).encode()
    theirs["xl/worksheets/_rels/a.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="../comments7.xml"/>'
        b"</Relationships>"
    )
    one = Feedback("反馈", (ERROR._replace(related=()),))
    copy = annotated(packed(theirs), one)
    text = opened(copy)["名册"]["C3"].comment.text.strip()
    assert text.startswith("核过" if "核" in said else "[")
    assert text.endswith("[preschool-metrics]\nPM301 必须改正：合计不符\n怎样改：核对")
    assert text == opened(annotated(copy, one))["名册"]["C3"].comment.text.strip()
    left = parts(annotated(copy, NOTHING))
    assert ("核" in left["xl/comments7.xml"].decode()) if "核" in said else b"PM301" not in b"".join(left.values())


# --- packages of other programs ---------------------------------------------------------------------------


def minimal(prefix: str = "", *, strict: bool = False) -> dict[str, bytes]:
    """Return the parts of the smallest workbook: no styles, no views, every element with a prefix if one is given."""
    p = f"{prefix}:" if prefix else ""
    base = "http://purl.oclc.org/ooxml" if strict else "http://schemas.openxmlformats.org"
    main = f"{base}/spreadsheetml/main" if strict else f"{base}/spreadsheetml/2006/main"
    office = f"{base}/officeDocument/relationships" if strict else f"{base}/officeDocument/2006/relationships"
    declared = f'xmlns:{prefix}="{main}"' if prefix else f'xmlns="{main}"'
    package = "http://schemas.openxmlformats.org/package/2006"
    book = f'<{p}workbook {declared}><{p}sheets><{p}sheet name="名册" sheetId="7" o:id="a" xmlns:o="{office}"/></{p}sheets></{p}workbook>'
    cell = f'<{p}c r="C3"><{p}v>90</{p}v></{p}c>'
    return {
        "[Content_Types].xml": f'<t:Types xmlns:t="{package}/content-types"><t:Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<t:Default Extension="xml" ContentType="application/xml"/><t:Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        f'<t:Override PartName="/xl/worksheets/a.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></t:Types>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="x" Type="{office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": book.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="a" Type="{office}/worksheet" Target="/xl/worksheets/a.xml"/></Relationships>'.encode(),
        "xl/worksheets/a.xml": f'<{p}worksheet {declared}><{p}sheetData><{p}row r="3">{cell}</{p}row></{p}sheetData></{p}worksheet>'.encode(),
    }  # fmt: skip


@pytest.mark.parametrize("prefix", ["", "x", "s"])
def test_a_workbook_of_the_barest_kind(prefix: str) -> None:
    content = annotated(packed(minimal(prefix)), Feedback("反馈", (ERROR._replace(related=()),)))
    book = opened(content)
    assert book.sheetnames == ["反馈", "名册"]
    (cells,) = book["名册"].conditional_formatting
    assert (str(cells.sqref), cells.rules[0].dxf.fill.bgColor.rgb) == ("C3", "FFF8DCD0")
    assert book["名册"]["C3"].value == 90
    assert book["名册"]["C3"].comment
    assert book.worksheets[0]["L6"].fill.fgColor.rgb == "FFF1F3F5"


@pytest.mark.parametrize("prefix", ["", "x"])
def test_a_workbook_in_the_strict_form_gets_no_notes(prefix: str) -> None:
    content = annotated(packed(minimal(prefix, strict=True)), Feedback("反馈", (ERROR._replace(related=()),)))
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    assert book.sheet_names == ["反馈", "名册"]
    assert book.get_sheet_by_name("反馈").to_python()[5][2:5] == ["PM301", "名册", "C3"]
    made = parts(content)
    assert b"conditionalFormatting" in made["xl/worksheets/a.xml"]
    assert not [
        name for name in made if "comments" in name or b"schemas.openxmlformats.org/spreadsheetml" in made[name]
    ]


def with_part(name: str, content: bytes) -> bytes:
    return packed({**minimal(), name: content})


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7", "it is no .xlsx or .xlsm workbook"),
        (b"PK\x03\x04 cut off", "it is no .xlsx or .xlsm workbook"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "it is no .xlsx or .xlsm workbook"),
        (with_part("_xmlsignatures/sig1.xml", b""), "the workbook is signed; any change breaks the signature"),
        (with_part("xl/revisions/revisionHeaders.xml", b""), "the workbook is shared and keeps a record of revisions"),
        (with_part("xl/worksheets/a.xml", b"<!DOCTYPE a><a/>"), "the workbook is built in an unusual way"),
        (with_part("xl/worksheets/a.xml", b"<a>"), "the workbook is built in an unusual way"),
        (with_part("xl/worksheets/a.xml", "<a/>".encode("utf-16")), "the workbook has parts that are not in UTF-8"),
        (packed({name: xml for name, xml in minimal().items() if "sheets" not in name}), "the workbook is built in an unusual way"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_in_places_is_refused_with_the_reason(content: bytes, why: str) -> None:
    with pytest.raises(UnpatchableError, match=re.escape(why)):
        annotated(content, FEEDBACK)


def test_the_side_workbook_names_the_return_and_links_nowhere() -> None:
    sheet = opened(side_workbook(FEEDBACK._replace(about="曹子里镇.xls"))).worksheets[0]
    assert sheet["H4"].value == "原文件：曹子里镇.xls"
    assert sheet["E6"].hyperlink is None
    assert sheet["E6"].value == "C3"
