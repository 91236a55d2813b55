"""A return, its annotated copy, what the town types into it, and what the next check makes of that."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook

from preschool_metrics.forms.demo.draw import LAST, MONTHS
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.feedback import HEADINGS
from preschool_metrics.model.finding import Finding
from preschool_metrics.workflow.annotate import Annotated, annotate
from preschool_metrics.workflow.assess import assess
from tests.builder import write
from tests.contract.month import write_last_month
from tests.forms.annotated.rich import in_order, opened, parts, rich_workbook
from tests.grammar.example import draw_example
from tests.grammar.writer import write as write_drawn

HEADS: Final = 5
RETURN = """## 封面
| 填报单位 | 曹子里镇 |
| 报表月份 | 2024-03 |
| 常住人口3-5岁 | 190 |
## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 夏季离园时间 |
| 甲幼儿园 | 公办园 | 90 | 16:00 |
| 乙幼儿园 | 公办园 | 80 | 16:10 |
"""
DRAWN: Final = 20  # workbooks drawn from the grammar of the field, with and without faults


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo's returns of its last month."""
    folder = tmp_path_factory.mktemp("demo")
    write_last_month(folder)
    return folder / "returns" / MONTHS[LAST]


@pytest.fixture(scope="module")
def copies(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with their annotated copies."""
    folder = tmp_path_factory.mktemp("copies")
    assert all(each.beside is None for each in annotate([demo], folder))
    return folder


def explain(path: Path, said: Callable[[dict[str, str]], str | None]) -> None:
    """Type explanations into the yellow cells of a copy, into its part: openpyxl would lose half of the workbook."""
    rows = feedback(path)
    changed = parts(path.read_bytes())
    part = next(name for name, xml in changed.items() if b"preschool-metrics \xe5\x8f\x8d\xe9\xa6\x88" in xml)
    for number, row in enumerate(rows, HEADS + 1):
        text = said(row)
        for column, typed in (("L", text), ("M", "王五")) if text else ():
            blank = re.compile(rb'<c r="%s%d" s="(\d+)"/>' % (column.encode(), number))
            filled = rf'<c r="{column}{number}" s="\1" t="inlineStr"><is><t>{typed}</t></is></c>'.encode()
            changed[part], times = blank.subn(filled, changed[part])
            assert times == 1
    with zipfile.ZipFile(path, "w") as package:
        for name, xml in changed.items():
            package.writestr(name, xml)


def feedback(path: Path) -> list[dict[str, str]]:
    """Return the rows of the sheet 反馈."""
    sheet = opened(path.read_bytes()).worksheets[0]
    rows = sheet.iter_rows(min_row=HEADS + 1, values_only=True)
    return [dict(zip(HEADINGS, ("" if cell is None else str(cell) for cell in row), strict=True)) for row in rows]


def told(assessment: Assessment) -> list[tuple[object, ...]]:
    """Return what is found, the name of the folder left out."""
    return [
        (
            each.code,
            each.severity,
            Path(each.file or "").name,
            each.sheet,
            each.cell,
            each.related,
            each.value,
            each.message,
        )
        for each in assessment.findings
        if each.code != "PM117"
    ]


def figures(assessment: Assessment) -> list[tuple[object, ...]]:
    return [(each.observation, each.verdict, each.display) for each in assessment.judgements]


def queries(assessment: Assessment) -> list[Finding]:
    return [each for each in assessment.findings if each.severity == "query"]


# --- the demo ---------------------------------------------------------------------------------------------


def test_the_copies_read_as_the_originals(demo: Path, copies: Path) -> None:
    before, after = assess([demo]), assess([copies])
    assert figures(before) == figures(after)
    assert sorted(map(str, told(before))) == sorted(map(str, told(after)))
    assert [Path(each.path).name for each in before.inputs] == [Path(each.path).name for each in after.inputs]


def test_every_part_with_dropdowns_pictures_and_formats_is_there(demo: Path, copies: Path) -> None:
    for path in demo.rglob("*.xlsx"):
        before, after = (parts(each.read_bytes()) for each in (path, next(copies.rglob(path.name))))
        assert before.keys() <= after.keys()
        for name, xml in before.items():
            if name.startswith("xl/worksheets/sheet"):
                assert in_order(after[name])
                for kept in (b"dataValidations", b"sheetData", b"sheetProtection"):
                    whole = re.compile(b"<%s[ >].*</%s>" % (kept, kept), re.DOTALL)
                    assert whole.findall(xml) == whole.findall(after[name])
                assert set(re.findall(rb"<cfRule.*?</cfRule>", xml)) <= set(
                    re.findall(rb"<cfRule.*?</cfRule>", after[name])
                )
            elif not re.search(r"Content_Types|workbook\.xml|styles|_rels", name):
                assert xml == after[name], name


def test_explanations_typed_into_a_copy_clear_exactly_their_queries(copies: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(copies, tmp_path / "back")
    open_ones = queries(assess([folder]))
    assert len(open_ones) >= 5
    chosen = {(each.file, each.code, each.cell) for each in open_ones[::2]}
    for path in folder.rglob("*.xlsx"):
        here = {(code, cell) for file, code, cell in chosen if Path(file or "").name == path.name}
        explain(path, lambda row: "校车晚点" if (row["rule"], row["cell"] or None) in here else None)  # noqa: B023
    assessment = assess([folder])
    explained = {(each.file, each.code, each.cell) for each in assessment.findings if each.explained}
    assert explained == chosen
    assert {each.standing for each in assessment.explanations} == {"accepted"}
    assert all(each.explanation and each.explanation.by == "王五" for each in assessment.findings if each.explained)


def test_annotated_again_the_explanations_are_still_there(copies: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(copies, tmp_path / "back")
    for path in folder.rglob("*.xlsx"):
        explain(path, lambda row: "属实" if row["severity"] == "核实" else None)
    list(annotate([folder], tmp_path / "again"))
    again = assess([tmp_path / "again"])
    assert queries(again)
    assert all(each.explained for each in queries(again))
    for path in (tmp_path / "again").rglob("*.xlsx"):
        assert {row["severity"] for row in feedback(path)} <= {"必须改正", "已说明"}


def test_a_query_against_the_month_before_is_explained_too(demo: Path, tmp_path: Path) -> None:
    whole = shutil.copytree(demo.parent, tmp_path / "returns")
    list(annotate([whole], tmp_path / "out"))
    for path in (tmp_path / "out").rglob("*.xlsx"):
        explain(path, lambda row: "属实" if row["severity"] == "核实" else None)
    shutil.copytree(tmp_path / "out", whole, dirs_exist_ok=True)
    over_time = [each for each in queries(assess([whole])) if each.code.startswith("PM6")]
    assert {each.cell is None for each in over_time} == {True, False}  # a kindergarten that is gone has no cell
    assert all(each.explained for each in over_time)


# --- any return -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("index", range(DRAWN))
def test_an_annotated_return_reads_as_before_and_twice_annotated_as_once(index: int, tmp_path: Path) -> None:
    path = write_drawn(draw_example(1, index).book, tmp_path)
    (once,) = annotate([path], tmp_path / "once")
    assert once.beside is None
    assert figures(assess([path])) == figures(assess([once.path]))
    assert told(assess([path])) == told(assess([once.path]))
    (twice,) = annotate([once.path], tmp_path / "twice")
    assert parts(twice.path.read_bytes()) == parts(once.path.read_bytes())


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_what_is_no_package_of_that_kind_gets_a_side_workbook_that_is_read_with_it(tmp_path: Path, suffix: str) -> None:
    path = write(RETURN, tmp_path / "in" / f"曹子里镇{suffix}")
    (side,) = annotate([path], tmp_path / "out")
    assert (side.path.name, side.beside is None) == ("曹子里镇（反馈）.xlsx", False)
    explain(side.path, lambda row: "校车" if row["kindergarten"] == "乙幼儿园" else None)
    shutil.copy(side.path, path.parent)
    assessment = assess([path.parent])
    assert [each.cell for each in assessment.findings if each.explained] == ["D3"]
    assert (assessment.coverage.received, {each.standing for each in assessment.explanations}) == (1, {"accepted"})
    (again,) = annotate([path.parent], tmp_path / "again")
    assert [row["explanation"] for row in feedback(again.path) if row["kindergarten"] == "乙幼儿园"] == ["校车"]


def test_a_file_that_cannot_be_read_gets_a_side_workbook_that_says_so(tmp_path: Path) -> None:
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    (side,) = annotate([path], tmp_path / "out")
    (row,) = feedback(side.path)
    assert (row["severity"], row["rule"], row["message"]) == ("必须改正", "PM104", "文件损坏或不完整")


def test_rows_may_move_between_the_copy_and_the_next_check(tmp_path: Path) -> None:
    path = write(RETURN, tmp_path / "in" / "曹子里镇.xlsx")
    (copy,) = annotate([path], tmp_path / "out")
    explain(copy.path, lambda row: "校车" if row["kindergarten"] == "甲幼儿园" else None)
    book = load_workbook(copy.path)
    book["幼儿园名册"].insert_rows(2, 10)
    for cell, value in (("A2", "丙幼儿园"), ("B2", "公办园"), ("C2", "70"), ("D2", "17:00")):
        book["幼儿园名册"][cell] = value
    book.save(copy.path)
    assert [each.cell for each in assess([copy.path]).findings if each.explained] == ["D12"]


def test_a_value_that_has_changed_makes_the_explanation_stale_and_the_next_copy_asks_again(tmp_path: Path) -> None:
    path = write(RETURN, tmp_path / "in" / "曹子里镇.xlsx")
    (copy,) = annotate([path], tmp_path / "out")
    explain(copy.path, lambda row: "校车" if row["kindergarten"] == "甲幼儿园" else None)
    book = load_workbook(copy.path)
    book["幼儿园名册"]["D2"] = "15:30"
    book.save(copy.path)
    assessment = assess([copy.path])
    assert [each.standing for each in assessment.explanations] == ["stale"]
    assert not any(each.explained for each in assessment.findings)
    (again,) = annotate([copy.path], tmp_path / "again")
    row = next(row for row in feedback(again.path) if row["kindergarten"] == "甲幼儿园")
    assert (row["severity"], row["value"], row["explanation"]) == ("核实", "15:30:00", "")
    assert "原说明“校车”" in row["message"]


# --- LibreOffice ------------------------------------------------------------------------------------------


def saved_by_libreoffice(paths: Sequence[Path], folder: Path) -> None:
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder)]
    subprocess.run([*command, *map(str, paths)], check=True, capture_output=True, timeout=180)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice saves the workbooks")
def test_a_copy_saved_by_libreoffice_is_known_again_and_its_marks_and_notes_are_replaced(
    demo: Path, tmp_path: Path
) -> None:
    """A return saved by LibreOffice goes through; so does what LibreOffice makes of the annotated copy."""
    (tmp_path / "rich.xlsx").write_bytes(rich_workbook())
    written = write(RETURN, tmp_path / "曹子里镇.xlsx")
    town = next(path for path in demo.rglob("*.xlsx") if path.stem == "徐官屯街道")
    saved_by_libreoffice([written, town, tmp_path / "rich.xlsx"], tmp_path / "first")
    copies = [
        *annotate(
            [tmp_path / "first" / name for name in ("曹子里镇.xlsx", "徐官屯街道.xlsx", "rich.xlsx")], tmp_path / "a"
        )
    ]
    assert [each.beside for each in copies] == [None] * 3
    saved_by_libreoffice([each.path for each in copies], tmp_path / "second")
    for each in copies:
        check_known_again(each, tmp_path)


def check_known_again(each: Annotated, folder: Path) -> None:
    path = folder / "second" / each.path.name
    assert told(assess([path])) == told(assess([each.path]))
    (again,) = annotate([path], folder / "again")
    assert again.beside is None
    first, second = (opened(one.path.read_bytes()) for one in (each, again))
    assert first.sheetnames == second.sheetnames
    for one, other in zip(first.worksheets[1:], second.worksheets[1:], strict=True):
        assert ours(one) == ours(other)
    assert all(
        in_order(xml)
        for name, xml in parts(again.path.read_bytes()).items()
        if "worksheets/sheet" in name and "rels" not in name
    )


def ours(sheet: object) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the cells that are marked, and the notes."""
    marked = [
        str(cells.sqref)
        for cells in sheet.conditional_formatting  # type: ignore[attr-defined]
        for rule in cells.rules
        if "preschool-metrics" in "".join(rule.formula)
    ]
    notes = [(cell.coordinate, cell.comment.text.strip()) for row in sheet.iter_rows() for cell in row if cell.comment]  # type: ignore[attr-defined]
    return marked, notes
