"""A real spreadsheet program computes the workbook anew: as stored, and as the judge does when a line is moved."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from preschool_metrics.language import speaking
from preschool_metrics.measure import judge
from preschool_metrics.model.observation import Judgement
from preschool_metrics.report.tally import all_met_of, all_met_words, bound_of, tally_of
from preschool_metrics.report.words import verdict_word
from tests.report.workbook.conftest import Cells, Made, made_of, table

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice computes the formulas anew")
MOVED = {
    "lower": {"B7": "0.9299", "B8": "0.01", "B9": "0.4", "B10": "500", "B11": "12.34", "B12": "150"},
    "higher": {"B7": "0.9301", "B8": "1.05", "B9": "0.5001", "B10": "6.64", "B11": "9.3", "B12": "93"},
    "none": {"B7": "0", "B9": "-1"},
}
_RESULT = re.compile(rb'(<c r="[A-Z]+\d+" s="\d+")(?: t="str")?>(<f>[^<]*</f>)<v>[^<]*</v>')


def rewritten(content: bytes, path: Path, lines: dict[str, str]) -> None:
    """Write a workbook without the stored results of its formulas, its lines moved."""
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            xml = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                xml = _RESULT.sub(rb"\1>\2", xml)
            for cell, line in lines.items() if name == "xl/worksheets/sheet1.xml" else ():
                xml, times = re.subn(rf'(<c r="{cell}" s="\d+"><v>)[^<]*'.encode(), rf"\g<1>{line}".encode(), xml)
                assert times == 1
            target.writestr(name, xml)


@pytest.fixture(scope="module")
def whole(months: Path) -> Made:
    return made_of(months, "wuqing-2023", "staffing-2013")


@pytest.fixture(scope="module")
def computed(made: Made, whole: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the workbooks that LibreOffice has computed."""
    folder = tmp_path_factory.mktemp("soffice")
    rewritten(made.content, folder / "as_stored.xlsx", {})
    rewritten(whole.content, folder / "whole.xlsx", {})
    for name, lines in MOVED.items():
        rewritten(made.content, folder / f"{name}.xlsx", lines)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    files = [str(path) for path in folder.glob("*.xlsx")]
    command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "computed"), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / "computed"


def sheet(path: Path, name: str) -> Cells:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(name).to_python(skip_empty_area=False)


@pytest.mark.parametrize("name", ["as_stored", "whole"])
def test_computed_anew_it_is_as_stored(made: Made, whole: Made, computed: Path, name: str) -> None:
    stored = CalamineWorkbook.from_filelike(BytesIO((made if name == "as_stored" else whole).content))
    for title in stored.sheet_names:
        again = sheet(computed / f"{name}.xlsx", title)
        for old, new in zip(stored.get_sheet_by_name(title).to_python(skip_empty_area=False), again, strict=False):
            assert [same(each) for each in new[: len(old)]] == [same(each) for each in old]


def same(value: object) -> object:
    return round(value, 9) if isinstance(value, float) else str(value).strip()


@pytest.mark.parametrize("name", ["lower", "higher"])
@pytest.mark.parametrize(
    ("title", "level", "heading"), [("镇街", "town", 5), ("组团", "group", 4), ("总览", "district", 5)]
)
def test_where_a_line_is_moved_verdicts_follow_as_the_judge_would_have_it(
    made: Made, computed: Path, name: str, title: str, level: str, heading: int
) -> None:
    rows = table(sheet(computed / f"{name}.xlsx", title), heading)
    followed = 0
    for old, new in judged_anew(made, level, MOVED[name]):
        observation = new.observation
        named = observation.indicator.title.zh if level == "district" else observation.area
        row = next(row for row in rows if next(iter(row.values())) == named)
        key = next(key for key in row if key in ("判定", f"{observation.indicator.title.zh} 判定"))
        assert row[key] == verdict_word(new.verdict)
        short = next(
            (key for key in row if key == "缺口" or key.startswith(f"{observation.indicator.title.zh} 缺口")), None
        )
        if short:
            assert row[short] == ("—" if new.shortfall is None else new.shortfall)
        followed += new.verdict != old.verdict
    assert followed or level == "district"  # of which returns are missing: never a verdict


def judged_anew(made: Made, level: str, lines: dict[str, str]) -> Iterator[tuple[Judgement, Judgement]]:
    for old in made.assessment.judged(level):
        indicators = made.assessment.profiles[0].indicators
        line = Decimal(lines[f"B{7 + indicators.index(old.observation.indicator)}"])
        moved = old.threshold.model_copy(update={old.threshold.direction: line})
        indicator = old.observation.indicator.model_copy(update={"thresholds": (moved,)})
        yield old, judge(old.observation._replace(indicator=indicator))


@pytest.mark.parametrize("name", ["lower", "higher"])
def test_the_towns_that_meet_a_moved_line_are_counted(made: Made, computed: Path, name: str) -> None:
    rows = {row["指标"]: row for row in table(sheet(computed / f"{name}.xlsx", "总览"), 5)}
    for indicator in made.assessment.profiles[0].indicators:
        found = [
            new for _old, new in judged_anew(made, "town", MOVED[name]) if new.observation.indicator.id == indicator.id
        ]
        counts = [sum(each.verdict == verdict for each in found) for verdict in ("met", "not_met")]
        row = rows[indicator.title.zh]
        assert [row["达标镇街"], row["未达标镇街"], row["无判定镇街"]] == [*counts, len(found) - sum(counts)]


@pytest.mark.parametrize("name", ["as_stored", "lower", "higher"])
def test_the_headline_and_the_counts_of_a_town_follow_the_lines(made: Made, computed: Path, name: str) -> None:
    towns = made.assessment.judged("town")
    if name in MOVED:
        towns = [
            new._replace(binding=old.binding, observation=old.observation)
            for old, new in judged_anew(made, "town", MOVED[name])
        ]
    counted = all_met_of(towns)
    assert counted is not None
    with speaking("zh"):
        assert all_met_words(counted) in [row[0] for row in sheet(computed / f"{name}.xlsx", "总览")]
    rows = {row["镇街"]: row for row in table(sheet(computed / f"{name}.xlsx", "镇街"), 5)}
    for area, own in bound_of(towns).items():
        known = tally_of(own) if own[0].observation.received else ("—", "—")
        assert (rows[area]["约束性达标"], rows[area]["约束性未达标"]) == known[:2]


def test_without_a_line_there_is_no_verdict(computed: Path) -> None:
    for row in table(sheet(computed / "none.xlsx", "镇街"), 5):
        assert (row["学前三年毛入园率 判定"], row["公办园在园幼儿占比 判定"]) == ("缺数据", "缺数据")
        assert "#" not in "".join(map(str, row.values()))
