"""Parts of a package that repeat one thing without an end: they cost time in proportion to their length, and no more.

Were it in proportion to the square, each of these would take minutes or hours.
"""

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from preschool_metrics.forms.annotated.drawing import without_shapes
from preschool_metrics.forms.annotated.notes import _without_blanks
from preschool_metrics.model.finding import Flaw
from preschool_metrics.read import Limits, read_grid
from preschool_metrics.read.extent import covered
from tests.cli.conftest import Run
from tests.raw_package import MAIN, Parts, packed, sheet_xml

CELL = '<c r="A1"><v>7</v></c>'
FORM = '<property name="preschool-metrics-form">'
NOTE = '<v:shape id="a"><x:ClientData ObjectType="Note"><x:Row>{row}</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>'


@pytest.mark.parametrize(
    "unit", ["<v:shape ", "<v:shape\n", "<v:shape></v:shap", "<v:shapetype ", "</v:shape>", "<x:Row> ", " "]
)
def test_a_drawing_that_never_closes_its_shapes(unit: str) -> None:
    drawing = b"<xml>" + unit.encode() * (2_000_000 // len(unit)) + b"</xml>"
    assert without_shapes(drawing, ["A1"]) == drawing


def test_only_the_notes_on_the_cells_go() -> None:
    shapes = [NOTE.format(row=row) for row in (0, 1, 2)]
    other = '<v:shapetype id="t"></v:shapetype><v:shape id="stamp"></v:shape>'
    drawing = f"<xml>{shapes[0]}\n {other}{shapes[1]}\r\n{shapes[2]}</xml>".encode()
    assert without_shapes(drawing, ["A1", "A3"]) == f"<xml>{other}{shapes[1]}\r\n</xml>".encode()


@pytest.mark.parametrize("unit", [b" ", b"&#10;", b"\n&#xa;", b"&#10"])
def test_a_note_of_blanks(unit: bytes) -> None:
    text = b"x" + unit * 100_000
    assert _without_blanks(text) == (text if unit == b"&#10" else b"x")
    assert _without_blanks(text + b"y") == text + b"y"


@pytest.mark.parametrize(
    ("part", "unit"),
    [
        ("docProps/custom.xml", FORM),
        ("docProps/custom.xml", "<vt:lpwstr "),
        ("docProps/core.xml", "keywords>preschool-metrics, "),
    ],
)
def test_a_part_that_repeats_what_is_looked_for(tmp_path: Path, part: str, unit: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(packed(Parts(sheets={"表": sheet_xml(CELL)}, first={part: unit * (4_000_000 // len(unit))})))
    assert read_grid(path, Limits(max_ratio=10_000))[0].sheets[0].rows == [[7]]


def test_columns_that_are_hidden_over_and_over(tmp_path: Path) -> None:
    columns = "".join(
        f'<col min="{first % 9 + 1}" max="{16_384 - first % 99}" hidden="1"/>' for first in range(100_000)
    )
    xml = f'<worksheet xmlns="{MAIN}"><cols>{columns}</cols><sheetData><row r="1">{CELL}</row></sheetData></worksheet>'
    path = tmp_path / "book.xlsx"
    path.write_bytes(packed(Parts(sheets={"表": xml})))
    (sheet,) = read_grid(path, Limits(max_ratio=10_000))[0].sheets
    assert sheet.hidden_columns == set(range(16_384))


def test_what_spans_cover() -> None:
    assert covered([(5, 7), (0, 2), (1, 3), (6, 6)]) == {0, 1, 2, 5, 6}
    assert covered([]) == set()
    assert covered({(first, 16_384) for first in range(16_384)}) == set(range(16_384))


def test_a_web_page_styled_without_an_end(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    style = "text-decoration:" * 20_000 + "vertical-align:" * 20_000
    path.write_text(f'<table><tr><td style="{style}">7</td><td>8</td></tr></table>', encoding="utf-8")
    assert read_grid(path, Limits())[0].sheets[0].rows == [[7, 8]]


def test_an_old_workbook_in_xml_that_declares_itself_over_and_over(tmp_path: Path) -> None:
    from preschool_metrics.errors import UnreadableWorkbookError

    path = tmp_path / "book.xml"
    path.write_text(
        "<?xml urn:schemas-microsoft-com:office:spreadsheet" + "<?xml " * 500_000 + " " * 500_000, encoding="utf-8"
    )
    with pytest.raises(UnreadableWorkbookError) as refused:
        read_grid(path, Limits())
    assert refused.value.flaw == Flaw.DAMAGED


def test_marking_a_workbook_has_the_limits_of_reading_it(
    run: Run, tmp_path: Path, erring: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(*_: object) -> bytes:
        while True:
            pass

    monkeypatch.setattr("preschool_metrics.forms.annotated.annotated", endless)
    ran = run("annotate", erring, "--out", tmp_path, "--max-seconds", 1)
    assert ran.code == 0
    assert "用时或内存超过限度" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["a（反馈）.xlsx"]


# --- sizes that are not what they claim ---------------------------------------------------------------------

HUGE = 400_000_000
LYING = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "docProps/custom.xml")
READ = (
    "import sys; from pathlib import Path; from preschool_metrics.errors import UnreadableWorkbookError;"
    "from preschool_metrics.read import Limits, read_grid\n"
    "try: read_grid(Path(sys.argv[1]), Limits(max_ratio=10**9))\n"
    "except UnreadableWorkbookError as error: print(error.flaw)\n"
    "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])"
)


def lying(part: str) -> bytes:
    """Return a package of which one part says that it holds 1,000 bytes, and unpacks to hundreds of millions."""
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(packed(Parts(sheets={"表": sheet_xml(CELL)})))) as package, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as copy:  # fmt: skip
        for name in {*package.namelist(), part}:
            with copy.open(name, "w") as file:
                if name == part:
                    for _ in range(HUGE // 1_000_000):
                        file.write(b" " * 1_000_000)
                else:
                    file.write(package.read(name))
    claimed, real = (1000).to_bytes(4, "little"), HUGE.to_bytes(4, "little")
    assert content.getvalue().count(real) >= 1
    return content.getvalue().replace(real, claimed)


@pytest.mark.skipif(sys.platform != "linux", reason="where memory is told otherwise")
@pytest.mark.parametrize("part", LYING)
def test_a_part_that_lies_about_its_size_is_never_unpacked(tmp_path: Path, part: str) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(lying(part))
    said = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, check=True, text=True).stdout
    flaw, kilobytes = said.split()
    assert flaw == Flaw.DAMAGED
    assert int(kilobytes) < 150_000


@pytest.mark.skipif(sys.platform != "linux", reason="where memory is told otherwise")
def test_one_that_nobody_reads_is_not_unpacked_either(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(lying("xl/media/image1.png"))
    said = subprocess.run([sys.executable, "-c", READ, path], capture_output=True, check=True, text=True).stdout
    assert int(said) < 150_000
