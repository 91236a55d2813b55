"""The layout file: what an office says of its headings and sheets, and a file that says it wrongly."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from preschool_metrics.errors import LayoutError
from preschool_metrics.language import speak, spoken
from preschool_metrics.model.draft import Draft
from preschool_metrics.model.layout import NO_LAYOUT, Layout
from preschool_metrics.shape import shape
from preschool_metrics.shape.layout import load_layout
from tests.builder import assessed, column_of, drafted, found, gridded, judged, table_of

COVER = "## 封面\n| 报送单位名 | 曹子里镇 |\n| 报表月份 | 2024-03 |\n| 常住人口3-5岁 | 200 |\n"
PLAIN = COVER.replace("报送单位名", "填报单位")
ODD = """## 附表1
| 园所全名称 | 归属 | 办园性质 | 在册 | 教研员 |
|  |  |  | 计 |  |
| 甲幼儿园 | 曹子里镇 | 公办园 | 90 | 2 |
| 乙幼儿园 | 曹子里镇 | 民办园 | 80 | 1 |
merge A1:A2
merge B1:B2
merge C1:C2
merge E1:E2
"""
SAID = """
[headings]
"园所全名称" = "name"
"在册→计" = "enrolled"
"归属" = "area"
"报送单位名" = "area"
"没有这样的表头" = "teachers"
"""


@pytest.fixture
def english() -> Iterator[None]:
    before = spoken()
    speak("en")
    yield
    speak(before)


def laid_out(text: str, folder: Path) -> Layout:
    path = folder / "layout.toml"
    path.write_text(text, encoding="utf-8")
    return load_layout(path)


def drafted_with(markdown: str, text: str, folder: Path) -> Draft:
    return shape(gridded(markdown), laid_out(text, folder))


# --- what a file that is right does -----------------------------------------------------------------------


def test_headings_of_the_office_are_read_as_the_fields_it_names(tmp_path: Path) -> None:
    draft = drafted_with(ODD, SAID, tmp_path)
    assert column_of(draft, "name") == ["甲幼儿园", "乙幼儿园"]
    assert column_of(draft, "enrolled") == [90, 80]
    by_layout = {column.field: (column.score, column.by_layout) for column in table_of(draft).columns}
    assert by_layout == {"name": (1, True), "area": (1, True), "nature": (1, False), "enrolled": (1, True)}
    assert table_of(draft).unknown == [("E2", "教研员")]


def test_without_the_file_the_names_show_by_their_values_and_the_town_does_not() -> None:
    table = table_of(drafted(ODD))
    assert ("name" in table.fields(), "area" in table.fields()) == (True, False)
    assert [heading for _, heading in table.unknown] == ["归属", "教研员"]


def test_a_whole_run_follows_the_file_in_its_child_and_in_a_pool() -> None:
    alone = assessed(COVER + ODD, layout=SAID)
    assert judged(alone, "public_share").observation.numerator == 90
    several = assessed({"a.xlsx": COVER + ODD, "b.xlsx": (COVER + ODD).replace("曹子里镇", "梅厂镇")}, layout=SAID)
    assert [judged(several, "public_share", area).observation.numerator for area in ("曹子里镇", "梅厂镇")] == [90, 90]


@pytest.mark.parametrize(
    "written", ["园所全名称", "园所 全名称", "（1）园所全名称", "园所全名称：", "园所全名称（必填）"]
)
@pytest.mark.parametrize("where", ["in the sheet", "in the file"])
def test_headings_of_the_file_match_as_others_do(written: str, where: str, tmp_path: Path) -> None:
    sheet, said = (
        (ODD.replace("园所全名称", written), SAID)
        if where == "in the sheet"
        else (ODD, SAID.replace("园所全名称", written))
    )
    assert column_of(drafted_with(sheet, said, tmp_path), "name")


def test_joined_headings_go_before_the_last_one_alone(tmp_path: Path) -> None:
    sheet = "## 表\n| 园名 | 办园性质 | 在册 |  |\n|  |  | 甲数 | 乙数 |\n| 甲幼儿园 | 公办园 | 90 | 8 |\nmerge A1:A2\nmerge B1:B2\nmerge C1:D1\n"
    text = '[headings]\n"园名" = "name"\n"甲数" = "staff"\n"在册→甲数" = "enrolled"\n"乙数" = "staff"\n'
    draft = drafted_with(sheet, text, tmp_path)
    assert (column_of(draft, "enrolled"), column_of(draft, "staff")) == ([90], [8])


def test_a_heading_may_be_left_out_on_purpose(tmp_path: Path) -> None:
    sheet = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 年初在园 |\n| 甲幼儿园 | 公办园 | 90 | 80 |\n"
    text = '[headings]\n"在园幼儿数" = "ignore"\n"年初在园" = "enrolled"\n'
    draft = drafted_with(sheet, text, tmp_path)
    assert column_of(draft, "enrolled") == [80]
    assert table_of(draft).needless == [("C1", "在园幼儿数")]


def test_a_sheet_may_be_left_out_and_that_is_said() -> None:
    sheet = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n"
    found_twice = sheet + sheet.replace("名册", "草稿").replace("90", "99")
    result = assessed(COVER + found_twice, layout=SAID + '[sheets]\n" 草 稿" = "ignore"\n')
    assert judged(result, "public_share").observation.numerator == 90
    assert [(each.sheet, each.severity) for each in found(result, "PM139")] == [("草稿", "info")]


def test_a_sheet_is_what_the_file_says_it_holds(tmp_path: Path) -> None:
    sheet = "## 表三\n| 单位名称 | 在园幼儿数 |\n| 曹子里镇 | 90 |\n"
    assert [table.kind for table in drafted(sheet).tables] == ["summary"]
    as_roster = drafted_with(sheet, '[sheets]\n"表三" = "roster"\n', tmp_path)
    assert [(table.kind, table.fields()) for table in as_roster.tables] == [("roster", ("name", "enrolled"))]


@pytest.mark.parametrize("rows", ["2", "[2, 2]"])
def test_the_file_may_say_where_the_headings_are(rows: str, tmp_path: Path) -> None:
    sheet = "## 表\n| 幼儿园名称 | 在园幼儿数 |\n| 园所名称 | 办园性质 | 在园 |\n| 甲幼儿园 | 公办园 | 90 |\n"
    text = f'[headings]\n"在园" = "enrolled"\n[header_rows]\n"表" = {rows}\n"没有这样的表" = [3, 4]\n'
    draft = drafted_with(sheet, text, tmp_path)
    assert table_of(draft).header == (2, 2)
    assert column_of(draft, "enrolled") == [90]


def test_a_layout_can_be_sent_to_a_worker_and_kept_in_a_cache(tmp_path: Path) -> None:
    layout = laid_out(SAID, tmp_path)
    assert pickle.loads(pickle.dumps(layout)) == layout  # noqa: S301 - our own
    assert hash(layout) != hash(NO_LAYOUT)


# --- values ------------------------------------------------------------------------------------------------

LETTERED = (
    PLAIN
    + """## 名册
| 幼儿园名称 | 办园性质 | 是否营利 | 在园幼儿数 |
| 甲幼儿园 | 甲类 | 乙 | 90 |
| 乙幼儿园 | 乙类 | 甲 | 80 |
"""
)


@pytest.mark.parametrize(
    ("typed", "said", "written"),
    [
        ("甲类", "甲类", "公办园"),
        ("教体局", "教体局", "public"),
        ("831号", "８３１号", "公办"),
        ("一 类", "一类", "公办园"),
        ("G", "g", "公办幼儿园"),
        (7, "7", "public"),
    ],
)
def test_a_value_means_what_the_file_says(typed: object, said: str, written: str) -> None:
    result = assessed(
        LETTERED.replace("甲类", str(typed)), layout=f'[values.nature]\n"{said}" = "{written}"\n"乙类" = "民办"\n'
    )
    assert judged(result, "public_share").observation.numerator == 90
    assert [each.cell for each in found(result, "PM207")] == ["C2", "C3"]


def test_without_the_file_the_same_value_is_unknown() -> None:
    assert judged(assessed(LETTERED), "public_share").observation.numerator is None


@pytest.mark.parametrize(
    ("field", "heading"),
    [("profit", "是否营利"), ("alarm", "一键报警"), ("video", "视频监控"), ("schedule", "办园形式")],
)
def test_any_field_with_a_list_of_words_takes_values(field: str, heading: str, tmp_path: Path) -> None:
    words = {"profit": "营利性", "schedule": "半日制"}
    text = f'[headings]\n"{heading}" = "{field}"\n[values.{field}]\n"乙" = "{words.get(field, "是")}"\n'
    draft = drafted_with(LETTERED.replace("是否营利", heading), text, tmp_path)
    assert column_of(draft, field)[0] in ("for_profit", "half_day", "yes")
    assert ("D2", "乙") not in [(each.cell, each.typed) for each in draft.normalised]
    assert ("C2", "乙") in [(each.cell, each.typed) for each in draft.normalised]


def test_a_value_is_meant_in_its_own_column_only(tmp_path: Path) -> None:
    draft = drafted_with(LETTERED.replace("甲幼儿园", "甲类"), '[values.nature]\n"甲类" = "公办园"\n', tmp_path)
    assert column_of(draft, "name")[0] == "甲类"


@pytest.mark.parametrize("label", ["甲类", "甲类（2所）", "第一片", "A 类", "教体局管理"])
def test_a_section_may_be_a_nature_by_the_file(label: str) -> None:
    sheet = (
        PLAIN
        + f"## 名册\n| 幼儿园名称 | 在园幼儿数 |\n| {label} |  |\n| 甲幼儿园 | 90 |\n| 民办园 |  |\n| 乙幼儿园 | 80 |\n"
    )
    said = f'[rows]\n"{label}" = "section"\n[values.nature]\n"{label}" = "公办园"\n'
    assert judged(assessed(sheet, layout=said), "public_share").observation.numerator == 90


# --- labels of rows ----------------------------------------------------------------------------------------

SUMMED = (
    PLAIN
    + """## 名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 |
| 甲幼儿园 | 公办园 | 90 |
| 乙幼儿园 | 普惠性民办园 | 80 |
| 总、计 | 公办园 | 171 |
"""
)


@pytest.mark.parametrize("label", ["总、计", "全 部", "Σ", "三园之和", "合(计)数"])
@pytest.mark.parametrize("kind", ["total", "subtotal", "part", "ignore"])
def test_a_row_with_a_label_of_the_file_never_counts(label: str, kind: str, tmp_path: Path) -> None:
    draft = drafted_with(SUMMED.replace("总、计", label), f'[rows]\n"{label}" = "{kind}"\n', tmp_path)
    assert column_of(draft, "name") == ["甲幼儿园", "乙幼儿园"]
    assert [total.label for total in table_of(draft).totals] == ([] if kind == "ignore" else [label])


def test_a_total_of_the_file_is_held_to_its_rows() -> None:
    assert found(assessed(SUMMED, layout='[rows]\n"总、计" = "total"\n'), "PM401")


@pytest.mark.parametrize("name", ["合计幼儿园", "小计", "例园", "上月幼儿园", "平均"])
def test_a_row_may_be_data_whatever_it_looks_like(name: str, tmp_path: Path) -> None:
    draft = drafted_with(SUMMED.replace("总、计", name), f'[rows]\n"{name}" = "data"\n', tmp_path)
    assert column_of(draft, "enrolled") == [90, 80, 171]


def test_a_nature_is_no_label_of_a_row(tmp_path: Path) -> None:
    draft = drafted_with(SUMMED, '[rows]\n"公办园" = "ignore"\n"总、计" = "total"\n', tmp_path)
    assert column_of(draft, "name") == ["甲幼儿园", "乙幼儿园"]


# --- sheets ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["附表1", "Sheet1", "甲", "2024", "名 册"])
def test_a_sheet_may_be_of_an_area_and_a_nature(name: str) -> None:
    sheet = f"## {name}\n| 幼儿园名称 | 在园幼儿数 |\n| 甲幼儿园 | 90 |\n## 其他\n| 幼儿园名称 | 在园幼儿数 |\n| 乙幼儿园 | 80 |\n"
    said = f"""[sheets."{name}"]
kind = "roster"
area = "曹子里镇"
nature = "公办园"
[sheets."其他"]
kind = "roster"
area = "梅厂镇"
nature = "other_private"
"""
    result = assessed({"2024-03/a.xlsx": sheet}, layout=said)
    assert judged(result, "public_share", "曹子里镇").observation.numerator == 90
    assert judged(result, "public_share", "梅厂镇").observation.numerator == 0


def test_a_sheet_has_headings_values_and_rows_of_its_own(tmp_path: Path) -> None:
    sheet = ODD + ODD.replace("附表1", "附表2")
    text = """[headings]
"园所全名称" = "name"
[sheets."附表1".headings]
"在册→计" = "enrolled"
[sheets."附表2"]
kind = "ignore"
"""
    draft = drafted_with(sheet, text, tmp_path)
    assert [(table.sheet, "enrolled" in table.fields()) for table in draft.tables] == [("附表1", True)]


def test_the_narrower_goes_first_and_a_name_before_a_pattern(tmp_path: Path) -> None:
    sheet = "## 表1\n| 幼儿园名称 | 办园性质 | 甲数 |\n| 甲幼儿园 | 公办园 | 90 |\n"
    text = """[headings]
"甲数" = "ignore"
[sheets."表1".headings]
"甲数" = "enrolled"
[sheets."表*".headings]
"甲数" = "staff"
"""
    assert column_of(drafted_with(sheet, text, tmp_path), "enrolled") == [90]
    assert column_of(drafted_with(sheet.replace("表1", "表2"), text, tmp_path), "staff") == [90]


# --- names of files ----------------------------------------------------------------------------------------

BARE = "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 90 |\n| 乙幼儿园 | 民办园 | 80 |\n"


@pytest.mark.parametrize(
    ("name", "pattern", "said"),
    [
        ("报表-杨村.xlsx", "*杨村*.xlsx", 'area = "杨村街道"\nperiod = "2024年3月"\n'),
        ("杨村街道2024年3月.xlsx", "{area}{period}.xlsx", ""),
        ("2024-03_杨村街道_终.xlsx", "{period}_{area}_*", ""),
        ("学前（杨村街道）202403.XLSX", "学前({area}){period}.xlsx", ""),
        ("a1.xlsx", "a?.xlsx", 'area = "杨村街道"\nperiod = "2024-03"\n'),
    ],
)
def test_the_name_of_a_file_says_its_area_and_month(name: str, pattern: str, said: str) -> None:
    result = assessed({name: BARE}, layout=f'[files."{pattern}"]\n{said}')
    assert [(each.area, each.period) for each in result.inputs if each.area] == [("杨村街道", "2024-03")]


def test_a_cover_that_says_otherwise_is_told() -> None:
    told = found(assessed({"杨村.xlsx": PLAIN + BARE}, layout='[files."杨村*"]\narea = "杨村街道"\n'), "PM157")
    assert [(each.cell, each.value) for each in told] == [("B1", "曹子里镇")]


@pytest.mark.parametrize("stated", ["杨村街道", "武清区杨村街道办事处", "杨村", "天津市武清区杨村街道", "杨村街"])
def test_a_cover_that_says_the_same_is_not_blamed(stated: str) -> None:
    sheet = PLAIN.replace("曹子里镇", stated) + BARE
    result = assessed({"杨村.xlsx": sheet}, layout='[files."杨村*"]\narea = "杨村街道"\nperiod = "2024-03"\n')
    assert found(result, "PM157") == []


def test_a_file_has_sections_of_its_own() -> None:
    said = '[files."甲*".values.nature]\n"公办园" = "民办"\n[files."甲*".sheets."名册"]\narea = "梅厂镇"\n'
    result = assessed({"2024-03/甲.xlsx": BARE, "2024-03/乙.xlsx": PLAIN + BARE}, layout=said)
    assert [judged(result, "public_share", area).observation.numerator for area in ("梅厂镇", "曹子里镇")] == [0, 90]


# --- an impossible line that only the workbook shows --------------------------------------------------------


@pytest.mark.parametrize("field", ["period", "filled_by", "submitted_on", "area_code", "phone"])
def test_a_heading_of_a_roster_is_no_field_of_the_cover(field: str) -> None:
    sheet = PLAIN + BARE.replace("在园幼儿数 |", "在园幼儿数 | 教研员 |").replace("90 |", "90 | 8 |").replace(
        "80 |", "80 | 8 |"
    )
    told = found(assessed(sheet, layout=f'[headings]\n"教研员" = "{field}"\n'), "PM158")
    assert [(each.cell, each.severity, f'"教研员" = "{field}"' in each.message.zh) for each in told] == [
        ("D1", "error", True)
    ]


# --- what a file that is wrong says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[headings]\n"园名" = "nmae"\n', ["headings.园名", "nmae", "did you mean name?"]),
        ('[headings]\n"园名" = "幼儿园名称"\n', ["did you mean name?"]),
        ('[headings]\n"园名" = "zzzzzz"\n', ["headings.园名", "no field has the id zzzzzz (docs/fields.md"]),
        ('[headings]\n"园名" = 3\n', ["headings.园名"]),
        ('[headings]\n"园名" = "name"\n" 园 名（人）" = "code"\n', ["headings. 园 名（人）", "is the same as 园名"]),
        ('[headings]\n"（人）" = "name"\n', ["headings.'（人）'", "no word in it"]),
        ('[heading]\n"园名" = "name"\n', ["heading: there is no such key; did you mean headings?"]),
        (
            '[sheets]\n"表" = "rosters"\n',
            ["sheets.表: rosters is none of roster, summary, childcare_points, ignore; did you mean roster?"],
        ),
        ('[header_rows]\n"表" = 0\n', ["header_rows.表", "as 3, or the first and the last as [3, 4]"]),
        ('[header_rows]\n"表" = [4, 3]\n', ["header_rows.表"]),
        ('[header_rows]\n"表" = true\n', ["header_rows.表"]),
        ('[header_rows]\n"表" = [true, 3]\n', ["header_rows.表"]),
        ('[header_rows]\n"表" = "3"\n', ["header_rows.表"]),
        ("headings = 1\n", ["headings: 1 does not belong here: write a table of keys and values"]),
        (
            '[headings]\n"园所全称" = "period"\n',
            ["headings.园所全称", "period is a field of the cover, not of a roster"],
        ),
        ('[headings]\n"在园幼儿数" = "filled_by"\n', ["headings.在园幼儿数", "of the cover, not of a roster"]),
        ('[headings]\n"单位名→填报" = "area_code"\n', ["headings.单位名→填报", "of the cover, not of"]),
        ('[headings]\n"办园性质" = "submitted_on"\n', ["headings.办园性质", "of the cover"]),
        ('[headings]\n"教职工总数" = "phone"\n', ["headings.教职工总数", "of the cover"]),
        (
            '[sheets."表"]\nkind = "roster"\n[sheets."表".headings]\n"园所" = "kindergartens"\n',
            ["a summary, not of a roster"],
        ),
        ('[values.enrolled]\n"甲" = "公办园"\n', ["values.enrolled", "no words of a closed list", "nature"]),
        ('[values.natur]\n"甲" = "公办园"\n', ["values.natur", "did you mean nature?"]),
        ('[values.nature]\n"甲" = "公办圆"\n', ["values.nature.甲: 公办圆 is none of", "did you mean 公办园?"]),
        ('[values.nature]\n"甲" = "?"\n', ["values.nature.甲: ? is none of 公办园"]),
        ('[values.profit]\n"甲" = "营利性"\n" 甲" = "非营利性"\n', ["values.profit. 甲", "is the same as 甲"]),
        ('[values]\nnature = "公办园"\n', ["values.nature: 公办园 does not belong here: write a table"]),
        ('[rows]\n"总、计" = "totals"\n', ["rows.总、计: totals is none of total", "did you mean total?"]),
        ('[sheets."表"]\naera = "杨村街道"\n', ["sheets.表.aera: there is no such key; did you mean area?"]),
        ('[sheets."表"]\nnature = "公"\n', ["sheets.表.nature: 公 is none of"]),
        ('[sheets."表"]\narea = " "\n', ["sheets.表.area: there is no word in it"]),
        ('[files."*.xlsx"]\nperiod = "三月"\n', ["files.*.xlsx.period: write a month as YYYY-MM"]),
        ('[files."*.xlsx".rows]\n"计" = "sum"\n', ["files.*.xlsx.rows.计: sum is none of"]),
        ('[files."*.xlsx".sheets."表"]\nkind = "x"\n', ["files.*.xlsx.sheets.表.kind: x is none of"]),
        ("[headings\n", ["cannot be read as TOML"]),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_mistake_is_named_with_its_key(text: str, said: list[str], tmp_path: Path) -> None:
    with pytest.raises(LayoutError) as raised:
        laid_out(text, tmp_path)
    assert "layout.toml: " in str(raised.value)
    assert [part for part in said if part not in str(raised.value)] == []


def test_all_mistakes_are_named_at_once(tmp_path: Path) -> None:
    text = '[headings]\n"甲" = "nmae"\n"乙" = "staf"\n"丙" = "name"\n"丙：" = "code"\n[sheets]\n"表" = "x"\n[more]\n'
    with pytest.raises(LayoutError) as raised:
        laid_out(text, tmp_path)
    assert [
        len([each for each in raised.value.mistakes if key in each]) for key in ("甲", "乙", "丙：", "表", "more")
    ] == [1] * 5
    assert len(raised.value.mistakes) == 5


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(LayoutError, match="nowhere"):
        load_layout(tmp_path / "nowhere.toml")


# --- the worked example of the docs -------------------------------------------------------------------------

DOCS = (Path(__file__).parents[2] / "docs/layout.md").read_text(encoding="utf-8")
TOLD = [block.partition("```")[0] for block in DOCS.split("```toml\n")[1:]]


@pytest.mark.parametrize("text", TOLD)
def test_every_layout_file_of_the_docs_loads(text: str, tmp_path: Path) -> None:
    laid_out(text, tmp_path)


def test_the_worked_example_of_the_docs_is_right() -> None:
    table = "\n".join(
        line for line in DOCS.splitlines()[9:20] if (line.startswith("| ") and "园" in line) or "计" in line
    )
    sheets = f"## 附表1\n{table}\n## 草稿\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 民办 | 7 |\n"
    result = assessed({"学前月报_杨村街道_2024年3月.xlsx": sheets}, layout=TOLD[0])
    assert [(each.area, each.period, each.kindergartens) for each in result.inputs if each.area] == [
        ("杨村街道", "2024-03", 2)
    ]
    share = judged(result, "public_share").observation
    assert (share.numerator, share.denominator) == (90, 170)
    assert {each.code for each in result.findings if each.severity == "error"} == set()
