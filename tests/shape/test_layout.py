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
        ('[heading]\n"园名" = "name"\n', ["heading: Extra inputs are not permitted"]),
        ('[sheets]\n"表" = "rosters"\n', ["sheets.表", "'roster', 'summary', 'childcare_points' or 'ignore'"]),
        ('[header_rows]\n"表" = 0\n', ["header_rows.表", "as 3, or the first and the last as [3, 4]"]),
        ('[header_rows]\n"表" = [4, 3]\n', ["header_rows.表"]),
        ('[header_rows]\n"表" = true\n', ["header_rows.表"]),
        ('[header_rows]\n"表" = [true, 3]\n', ["header_rows.表"]),
        ('[header_rows]\n"表" = "3"\n', ["header_rows.表"]),
        ("headings = 1\n", ["headings"]),
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
