"""The form as our own reader and as Excel see it."""

import re
import zipfile
from collections.abc import Iterator
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from preschool_metrics.catalogue import Register, load_profile
from preschool_metrics.errors import InputError, OutputError
from preschool_metrics.forms.form import ROWS, write_form, write_forms
from preschool_metrics.forms.layout import (
    COVER_BLOCKS,
    FIRST_ROW,
    FORM_VERSION,
    LISTS,
    ROSTER,
    ROSTER_FIELDS,
    VERSION_PROPERTY,
    columns,
)
from preschool_metrics.forms.looks import FONT
from preschool_metrics.forms.prefill import Prefill
from preschool_metrics.language import speak
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.draft import Draft, Table
from preschool_metrics.model.policy import Area, Profile
from preschool_metrics.model.returns import Kindergarten
from preschool_metrics.read import Limits, read_grid
from preschool_metrics.read.scan import sees_whole
from preschool_metrics.shape import shape
from preschool_metrics.shape.drafting import OWN_LISTS
from preschool_metrics.shape.headings import SURE

COVER_FIELDS = [name for names in COVER_BLOCKS.values() for name in names]
OLD_FUNCTIONS = {"AND", "COUNT", "COUNTA", "COUNTIF", "IF", "INT", "LEN", "OR", "ROUND", "SUM", "SUMIF", "TEXT"}
ROW: dict[str, Any] = {
    "name": "=曹子里春芽示例幼儿园",
    "code": "1112900001",
    "sponsor": "894 集体",
    "nature": "public",
    "profit": "non_profit",
    "schedule": "boarding",
    **{name: number for number, name in enumerate(ROSTER_FIELDS[6:30], 1)},
    "community_attached": "yes",
    "handed_over_on": date(2020, 9, 1),
    "leave_time_summer": time(17, 15),
    "leave_time_winter": time(16, 30),
    "area_building": 1234.5,
    "area_outdoor": 400.0,
    "party_branch": "no",
    "guards": 0,
    "alarm": "yes",
    "video": "no",
    "social_insurance": "yes",
    "housing_fund": "no",
    "extended_care": "yes",
    "meals": "no",
    "open_month": "yes",
}


def drafted(path: Path) -> Draft:
    return shape(read_grid(path, Limits())[0])


def table(draft: Draft, kind: str) -> Table:
    return next(each for each in draft.tables if each.kind == kind)


@pytest.fixture(scope="module")
def in_excel(empty_form: Path) -> Workbook:
    return load_workbook(empty_form)


@pytest.fixture
def in_english() -> Iterator[None]:
    speak("en")
    yield
    speak("zh")


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as zipped:
        return {name: zipped.read(name).decode() for name in zipped.namelist()}


def test_every_field_is_recognised_as_written(empty_form: Path) -> None:
    draft = drafted(empty_form)
    roster = table(draft, "roster")
    assert roster.fields() == ROSTER_FIELDS
    assert {column.score for each in draft.tables for column in each.columns} == {SURE}
    assert [each.kind for each in draft.tables] == ["roster", "points", "tasks", "explanations"]
    assert not any(each.totals or each.skipped for each in draft.tables)
    assert not any(each.unknown or each.rows for each in draft.tables if each.kind != "tasks")


def test_the_cover_is_read_and_nothing_beside_it(empty_form: Path) -> None:
    draft = drafted(empty_form)
    known = {name: figure.value for name, figure in draft.cover.items() if figure.value is not None}
    assert sorted(draft.cover) == sorted(COVER_FIELDS)
    assert known == {"area": "曹子里镇", "area_code": "120114121", "period": "2024-03"}
    assert draft.again == []
    assert (draft.remarks, draft.normalised) == ([], [])
    assert draft.form_version == FORM_VERSION


def test_what_is_filled_in_is_read_back(tmp_path: Path, profile: Profile, area: Area) -> None:
    """表内含义相同：写入的值，读出的值。"""
    people = {"population_resident_3": 300, "population_resident_4": 310, "population_resident_5": 320}
    signed = {
        "reference_date": date(2024, 3, 31),
        "submitted_on": date(2024, 4, 2),
        "filled_by": "甲",
        "phone": "022-1",
    }
    point = {"name": "曹子里甲示例托幼点", "registered_on": date(2019, 5, 1), "enrolled": 12, "status": "在办"}
    point |= {"reviewed_on": date(2023, 6, 1), "supervisor": "丙", "open_hazards": 0}
    why = {"rule": "PM310", "cell": "G5", "explanation": "=属实", "explained_by": "乙"}
    write_form(
        tmp_path / "a.xlsx",
        profile=profile,
        area=area,
        period="2024-03",
        prefill=Prefill({**people, **signed}, [ROW], [point], [why]),
    )
    draft = drafted(tmp_path / "a.xlsx")
    cover = {name: figure.value for name, figure in draft.cover.items()}
    assert cover.items() >= {**people, **signed}.items()
    for kind, row in (("roster", ROW), ("points", point), ("explanations", why)):
        read = table(draft, kind)
        assert dict(zip(read.fields(), read.rows[0], strict=True)) == row
    assert draft.remarks == []


def test_the_fast_reader_sees_all_of_it(empty_form: Path) -> None:
    """空行的自查提示存的是空格而不是空串，否则每份表都要再慢读一遍。"""
    sheets = [xml for name, xml in parts(empty_form).items() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert all(sees_whole(xml.encode()) for xml in sheets)


def test_two_runs_give_equal_bytes(tmp_path: Path, profile: Profile, area: Area, empty_form: Path) -> None:
    write_form(tmp_path / "a.xlsx", profile=profile, area=area, period="2024-03")
    assert (tmp_path / "a.xlsx").read_bytes() == empty_form.read_bytes()
    assert FONT == {"font_name": "Microsoft YaHei", "font_size": 10}  # shared by all: XlsxWriter would write into it


def test_protected_without_a_password(empty_form: Path) -> None:
    sheets = [xml for name, xml in parts(empty_form).items() if name.startswith("xl/worksheets/sheet")]
    protections = [match for xml in sheets for match in re.findall("<sheetProtection[^>]*>", xml)]
    assert len(protections) == len(sheets) == 6
    assert not any(re.search("password|hash", protection, re.IGNORECASE) for protection in protections)
    assert all('formatColumns="0"' in protection for protection in protections)


def test_yellow_cells_are_open_and_grey_ones_locked(in_excel: Workbook) -> None:
    roster = in_excel[ROSTER]
    row = [roster.cell(FIRST_ROW + ROWS, column + 1) for column in range(len(ROSTER_FIELDS) + 1)]
    assert [cell.protection.locked for cell in row] == [False] * len(ROSTER_FIELDS) + [True]
    assert roster.cell(FIRST_ROW + ROWS + 1, 1).protection.locked
    assert not in_excel["封面"]["B7"].protection.locked


def test_dropdowns_name_the_words_of_the_dictionary(in_excel: Workbook) -> None:
    roster = in_excel[ROSTER]
    lists = {
        cells.min_col: each.formula1
        for each in roster.data_validations.dataValidation
        for cells in each.sqref.ranges
        if each.type == "list"
    }
    chosen = [column for column in columns(Kindergarten) if column.kind == "choice"]
    assert sorted(lists) == [column.index + 1 for column in chosen]
    for column in chosen:
        sheet, cells = next(in_excel.defined_names[lists[column.index + 1]].destinations)
        offered = [cell.value for (cell,) in in_excel[sheet][cells]]
        words = {value: spelled[0] for value, spelled in described(Kindergarten)[column.field].words.items()}
        assert offered == [word for value, word in words.items() if value != "private"]
    assert in_excel[LISTS].sheet_state == "hidden"
    assert LISTS == OWN_LISTS


def test_every_cell_says_what_it_takes(in_excel: Workbook) -> None:
    guides = in_excel[ROSTER].data_validations.dataValidation
    assert len(guides) == len(ROSTER_FIELDS)
    for each in guides:
        assert 0 < len(each.promptTitle) <= 32
        assert 0 < len(each.prompt) <= 255
    counts = [each for each in guides if each.type == "whole"]
    assert {(each.formula1, each.formula2) for each in counts} == {("0", "99999")}


def test_formulas_use_only_old_functions(empty_form: Path) -> None:
    formulas = re.findall(r"<f>(.*?)</f>", "".join(parts(empty_form).values()))
    assert len(formulas) > ROWS
    assert {name for formula in formulas for name in re.findall(r"([A-Z.]+)\(", formula)} <= OLD_FUNCTIONS


def test_properties_name_the_form(in_excel: Workbook, empty_form: Path) -> None:
    properties = in_excel.properties
    assert properties.title == "学前教育普及普惠月报表 曹子里镇 2024-03"
    assert properties.subject.startswith("武清区学前教育")
    assert f'name="{VERSION_PROPERTY}"><vt:lpwstr>{FORM_VERSION}<' in parts(empty_form)["docProps/custom.xml"]


def test_printed_on_a4_with_repeated_headings(in_excel: Workbook) -> None:
    roster = in_excel[ROSTER]
    assert (roster.page_setup.paperSize, roster.page_setup.orientation) == (9, "landscape")
    assert (roster.print_title_rows, roster.print_title_cols) == ("$3:$4", "$A:$A")
    assert roster.freeze_panes == "B5"


@pytest.mark.usefixtures("in_english")
def test_no_file_is_written_over_unasked(tmp_path: Path, profile: Profile, area: Area) -> None:
    path = tmp_path / "new" / "a.xlsx"
    write_form(path, profile=profile, area=area, period="2024-03", rows=1)
    with pytest.raises(OutputError, match="is there already"):
        write_form(path, profile=profile, area=area, period="2024-04", rows=1)
    write_form(path, profile=profile, area=area, period="2024-04", rows=1, force=True)
    assert drafted(path).cover["period"].value == "2024-04"
    with pytest.raises(OutputError, match="a file stands where a folder is needed"):
        write_form(path / "below.xlsx", profile=profile, area=area, period="2024-04", rows=1)


def test_one_form_for_every_town_and_street(tmp_path: Path, profile: Profile) -> None:
    written = list(write_forms(tmp_path, profile=profile, period="2024-03", rows=1))
    assert [path.stem for path in written] == [area.name for area in profile.areas]
    cover = drafted(written[0]).cover
    assert Register(profile).resolve(cover["area"].value).how == "exact"


@pytest.mark.usefixtures("in_english")
def test_a_profile_without_areas_has_no_forms_for_all(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="lists no areas"):
        list(write_forms(tmp_path, profile=load_profile("national-2020"), period="2024-03"))
