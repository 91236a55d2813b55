"""Returns with findings of every kind, and their published schemas, for the tests of the machine formats."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding
from tests.builder import assessed

SCHEMAS: Final = Path(__file__).parents[3] / "shared" / "schemas"
COVER: Final = """
## 封面
| 填报单位 | 曹子里镇 |
| 报表月份 | 2024-03 |
| 常住人口3-5岁 | 200 |
"""
HEADING: Final = """
## 幼儿园名册
| 幼儿园名称 | 办园性质 | 在园幼儿数 | 小班 | 中班 | 大班 | 教职工数 | 班级数 |
"""
ROWS: Final = """
| 甲幼儿园 | 公办园 | 91 | 25 | 30 | 35 | 14 | 3 |
| 乙,幼儿园:<&> | 普惠性民办园 | 186 | 56 | 63 | 67 | 14 | 5 |
| 丙幼儿园 | 公办园 | 30 | 10 | 10 | 10 |  | 1 |
| 丁幼儿园 | 公办园 | 约20 | 10 | 10 | 10 |  | 1 |
"""
TEN_MORE: Final = "\n".join(f"| 新{number}幼儿园 | 公办园 | 90 | 25 | 30 | 35 | 14 | 3 |" for number in range(10))
RETURN: Final = COVER + HEADING + ROWS
LOWER: Final = COVER + HEADING + TEN_MORE + ROWS
FOLDER: Final[dict[str, str | bytes]] = {
    "2024-03/曹子里镇 100%.xlsx": RETURN,
    "2024-03/陈咀镇.xlsx": RETURN.replace("曹子里镇", "陈咀镇").replace("91", "90").replace("约20", "30"),
    "2024-03/坏.xlsx": b"PK\x03\x04 cut off",
}


def made() -> Assessment:
    """Return a month with two returns and a damaged file, judged by two policies; a return is missing for each area."""
    return assessed(FOLDER, profiles=("wuqing-2023", "staffing-2013"), require_complete=True, period="2024-03")


def explained(assessment: Assessment, code: str) -> Assessment:
    """Return the assessment with every finding of a rule explained."""

    def said(finding: Finding) -> Finding:
        return finding.model_copy(update={"explained": True}) if finding.code == code else finding

    outcomes = [each._replace(findings=tuple(map(said, each.findings))) for each in assessment.outcomes()]
    return replace(assessment, findings=tuple(map(said, assessment.findings)), outcomes_of=lambda _findings: outcomes)
