"""Every rule speaks up at its failing example, and is silent at its passing one."""

import faulthandler
import os
import re
import zipfile
from collections.abc import Callable, Mapping
from functools import cache, partial
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple
from unittest.mock import patch

import pytest
import xlwt

from preschool_metrics.catalogue import load_profile
from preschool_metrics.measure import judge
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Finding, Flaw
from preschool_metrics.model.measures import heading_of
from preschool_metrics.model.observation import Observation
from preschool_metrics.model.returns import Counts
from preschool_metrics.model.rule import FAMILIES, Rule, Shown
from preschool_metrics.model.town_return import Roster, TownReturn
from preschool_metrics.read import Limits
from preschool_metrics.validate import Reporter, across_periods, all_rules, second_pass
from preschool_metrics.validate.cover import BASIS_NAMES
from preschool_metrics.validate.rows import check_rows
from preschool_metrics.validate.rule import rule_of
from preschool_metrics.validate.rules.file import COVER, GOOD
from preschool_metrics.workflow.assess import assess
from tests.builder import assessed, files, found, made, write
from tests.raw_package import forgetful

RULES = all_rules()
WUQING = load_profile("wuqing-2023")
OTHER_TOWN = GOOD.replace("曹子里镇", "梅厂镇")
CODED = (
    COVER
    + "## 幼儿园名册\n| 幼儿园名称 | 学校标识码 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 1112000001 | 公办园 | 90 |\n"
)
LOCK = b"\x05owner of the lock"


# --- the examples that stand on the rules -----------------------------------------------------------------


def shown(rule: Rule, example: Shown) -> list[Finding]:
    """Run an example through the real engine and return the findings of its rule."""
    if isinstance(example, str | bytes):
        return found(of_workbook(example), rule.code)
    assert example is not None
    if rule.reads == "judgement":
        return [finding for finding in of_judgement(rule, example) if finding.code == rule.code]
    if rule.reads.endswith("_change"):
        return [finding for finding in of_change(rule, example) if finding.code == rule.code]
    return [finding for finding in of_row(rule, example) if finding.code == rule.code]


@cache
def of_workbook(example: str | bytes) -> Assessment:
    """Assess a workbook, or a file as it is; most rules pass with the same one."""
    return assessed(example)


def of_row(rule: Rule, row: Mapping[str, Any]) -> list[Finding]:
    """Hold one row to the rules of its kind, policy rules included."""
    reporter = Reporter("return.xlsx")
    check_rows(rule.reads, tuple(row), [tuple(row.values())], lambda _, field: f"cell of {field}", set(RULES), reporter)
    return reporter.findings


def of_change(rule: Rule, example: Mapping[str, Any]) -> list[Finding]:
    """Hold a return to the one of the month before, both made of an example; x_before is what that one says of x."""
    then = {field.removesuffix("_before"): value for field, value in example.items() if field.endswith("_before")}
    now = {field: example[field] for field in then}
    make = partial(of_town if rule.reads == "town_change" else of_list, rule)
    return across_periods([make(now, "2024-03")], [make(then, "2024-02")], [WUQING]).findings


def of_town(_rule: Rule, figures: Mapping[str, Any], period: str) -> TownReturn:
    known = dict(figures)
    basis = known.pop("population_basis", BASIS_NAMES["resident"])
    if "population" in known:
        known["population_resident_3_5" if basis in BASIS_NAMES.values() else "population_3_5"] = known.pop(
            "population"
        )
    return made("曹子里镇", summary=known, period=period)


def of_list(rule: Rule, row: Mapping[str, Any], period: str) -> TownReturn:
    """A list of one kindergarten or day-care point beside one that stays; none where it has no name."""
    rows = [{"name": "甲", **row}] if row.get("name", "甲") else []
    stays = {**dict.fromkeys(row, 100), "name": "留下的"}
    listed = made("曹子里镇", [stays, *({**stays, **each} for each in rows)], period=period)
    return listed if rule.reads == "kindergarten_change" else listed._replace(roster=None, points=listed.roster)


def of_judgement(rule: Rule, example: Mapping[str, Any]) -> list[Finding]:
    """Judge the operands of an example, and hold the one kindergarten of its other fields to the second pass."""
    indicator = next(each for each in WUQING.indicators if each.id == rule.at)
    observation = Observation(
        WUQING.id, "2024-03", "曹子里镇", "town", None, indicator, example["numerator"], example["denominator"]
    )
    row = {"name": "甲幼儿园", **{field: value for field, value in example.items() if "inator" not in field}}
    roster = Roster("幼儿园名册", tuple(row), tuple("ABCDEFG"[: len(row)]), (2,), (tuple(row.values()),))
    report = TownReturn("return.xlsx", "", "曹子里镇", "2024-03", {}, {}, roster)
    return second_pass([judge(observation)], [report], [WUQING]).findings


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.fails is not None])
def test_the_failing_example_gives_the_finding(code: str) -> None:
    findings = shown(RULES[code], RULES[code].fails)
    assert findings
    for finding in findings:
        assert finding.severity == RULES[code].severity
        assert says_something(finding)


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.passes is not None])
def test_the_passing_example_does_not(code: str) -> None:
    assert shown(RULES[code], RULES[code].passes) == []


def says_something(finding: Finding) -> bool:
    """A message is filled in both languages: no placeholder and no None is left over."""
    return all(text and not re.search(r"[{}]|\bNone\b", text) for text in finding.message)


# --- examples that need more than one workbook, or a damaged one ------------------------------------------


class Case(NamedTuple):
    """What makes the finding, and its neighbour that does not."""

    fails: Callable[[], Assessment]
    passes: Callable[[], Assessment] = lambda: of_workbook(GOOD)


def of_file(name: str, content: str | bytes) -> Assessment:
    """Assess one file of a folder by its own path."""
    with files({name: content}) as folder:
        return assess([folder / name])


def repacked(markdown: str, change: Mapping[str, Callable[[bytes], bytes]], add: Mapping[str, bytes]) -> bytes:
    """Write a workbook and change or add parts of its package."""
    with files(markdown) as folder:
        package = zipfile.ZipFile(folder / "return.xlsx")
        parts = {name: package.read(name) for name in package.namelist()} | dict(add)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name, content in parts.items():
            package.writestr(name, change.get(name, bytes)(content))
    return packed.getvalue()


def with_entity() -> Assessment:
    def declare(xml: bytes) -> bytes:
        return b'<!DOCTYPE worksheet [<!ENTITY a "aaaa">]>' + xml

    return assessed(repacked(GOOD, {"xl/worksheets/sheet1.xml": declare}, {}))


def with_part(name: str) -> Assessment:
    return assessed(repacked(GOOD, {}, {name: b"never looked into"}))


def with_lost_sheet() -> Assessment:
    def list_one_more(xml: bytes) -> bytes:
        return xml.replace(b"</sheets>", '<sheet name="附表" sheetId="99" r:id="rId99"/></sheets>'.encode())

    return assessed(repacked(GOOD, {"xl/workbook.xml": list_one_more}, {}))


def old_workbook(change: Callable[[bytes], bytes]) -> Assessment:
    book, content = xlwt.Workbook(), BytesIO()
    sheet = book.add_sheet("幼儿园名册")
    for row, cells in enumerate((("幼儿园名称", "办园性质", "在园幼儿数"), ("甲幼儿园", "公办园", 90))):
        for column, value in enumerate(cells):
            sheet.write(row, column, value)
    book.save(content)
    return assessed(change(content.getvalue()))


def reader_aborts() -> Assessment:
    def die(*_: object) -> None:
        faulthandler.disable()  # pytest's would print the stack of a death that is meant
        os.abort()

    with patch("preschool_metrics.workflow.files.read_grid", die):
        return assessed(GOOD)


def not_allowed() -> Assessment:
    with patch("pathlib.Path.read_bytes", side_effect=PermissionError(13, "Permission denied")):
        return assessed(GOOD)


def every_column() -> str:
    """A roster with a column for every count."""
    headings = [heading_of(name).zh for name in Counts.model_fields]
    blanks = " |" * len(headings)
    return f"{COVER}## 幼儿园名册\n| 幼儿园名称 | 办园性质 | {' | '.join(headings)} |\n| 甲幼儿园 | 公办园 |{blanks}\n"


def every_town() -> str:
    rows = "".join(f"| {area.name} | 90 |\n" for area in WUQING.areas)
    return f"## 封面\n| 报表月份 | 2024-03 |\n## 汇总表\n| 镇街 | 在园幼儿数 |\n{rows}"


MERGED = GOOD.replace("在园幼儿数 |", "在园幼儿数 | 教职工数 |").replace("| 90 |", "| 90 | 14 |")
DOUBTFUL = """## 幼儿园名册
| 幼儿园名称 | 办园性质 | 寄宿 |  |
|  |  | 在园幼儿数 | 教职工数 |
| 甲幼儿园 | 公办园 | 90 | 14 |
merge A1:A2
merge B1:B2
merge C1:D1
"""

NAMELESS = COVER + "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 | 教研员 |\n| 甲幼儿园 | 公办园 | 90 | 8 |\n"
CASES: dict[str, Case] = {
    "PM102": Case(lambda: of_file("~$return.xlsx", LOCK), lambda: of_file("$return.xlsx", GOOD)),
    "PM106": Case(
        lambda: assessed(GOOD, limits=Limits(max_size=100)), lambda: assessed(GOOD, limits=Limits(max_size=100_000))
    ),
    "PM107": Case(with_entity),
    "PM108": Case(reader_aborts),
    "PM109": Case(not_allowed),
    "PM116": Case(lambda: assessed({"2024-02/a.xlsx": GOOD}), lambda: assessed({"2024-03/a.xlsx": GOOD})),
    "PM117": Case(
        lambda: assessed({"a.xlsx": GOOD, "b.xlsx": GOOD}), lambda: assessed({"a.xlsx": GOOD, "b.xlsx": OTHER_TOWN})
    ),
    "PM118": Case(lambda: with_part("xl/vbaProject.bin")),
    "PM119": Case(lambda: with_part("xl/externalLinks/externalLink1.xml")),
    "PM121": Case(lambda: assessed(GOOD + "hide row 2\n"), lambda: assessed(GOOD + "hide row 9\n")),
    "PM122": Case(lambda: assessed(GOOD), lambda: assessed(every_column())),
    "PM123": Case(lambda: assessed(GOOD), lambda: assessed(every_column())),
    "PM132": Case(lambda: assessed({"good.xlsx": GOOD, "~$good.xlsx": LOCK})),
    "PM162": Case(with_lost_sheet),
    "PM163": Case(lambda: old_workbook(forgetful), lambda: old_workbook(bytes)),
    "PM155": Case(
        lambda: assessed({"good.xlsx": GOOD, "盖章.pdf": b"%PDF-1.7"}), lambda: assessed({"good.xlsx": GOOD})
    ),
    "PM133": Case(
        lambda: assessed(GOOD, require_complete=True), lambda: assessed(every_town(), require_complete=True)
    ),
    "PM158": Case(
        lambda: assessed(NAMELESS, layout='[headings]\n"教研员" = "filled_by"\n'),
        lambda: assessed(NAMELESS, layout='[headings]\n"教研员" = "teachers"\n'),
    ),
    "PM157": Case(
        lambda: assessed(GOOD, layout='[files."*"]\narea = "梅厂镇"\n'),
        lambda: assessed(GOOD, layout='[files."*"]\narea = "曹子里镇"\n'),
    ),
    "PM160": Case(
        lambda: assessed(
            {"高村镇2024年3月.xlsx": "## 名册\n| 幼儿园名称 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 公办园 | 80 |\n"}
        ),
        lambda: assessed({"曹子里镇2024年3月.xlsx": GOOD}),
    ),
    "PM139": Case(
        lambda: assessed(GOOD + "## 草稿\n| 说明 |\n", layout='[sheets]\n"草稿" = "ignore"\n'),
        lambda: assessed(GOOD, layout='[sheets]\n"草稿" = "ignore"\n'),
    ),
    "PM134": Case(
        lambda: assessed(COVER + DOUBTFUL), lambda: assessed(COVER + DOUBTFUL.replace("寄宿", "基本情况"))
    ),
    "PM204": Case(lambda: assessed(GOOD.replace("| 90 |", "| #REF! |"))),
    "PM209": Case(lambda: assessed(MERGED + "merge D2:D3\n"), lambda: assessed(MERGED + "merge B2:B3\n")),
    "PM503": Case(
        lambda: assessed({"a.xlsx": CODED, "b.xlsx": CODED.replace("曹子里镇", "梅厂镇")}),
        lambda: assessed({"a.xlsx": CODED, "b.xlsx": CODED.replace("曹子里镇", "梅厂镇").replace("0001", "0002")}),
    ),
    "PM704": Case(
        lambda: assessed(GOOD.replace("2024-03", "2023-01")), lambda: assessed(GOOD.replace("2024-03", "2023-02"))
    ),
}  # fmt: skip


@pytest.mark.parametrize("code", CASES)
def test_the_purpose_made_case_gives_the_finding(code: str) -> None:
    findings = found(CASES[code].fails(), code)
    assert findings
    assert all(finding.severity == RULES[code].severity and says_something(finding) for finding in findings)


@pytest.mark.parametrize("code", CASES)
def test_the_neighbour_of_the_purpose_made_case_does_not(code: str) -> None:
    assert found(CASES[code].passes(), code) == []


def test_no_rule_is_left_without_a_case_on_both_sides() -> None:
    half_shown = {code for code, rule in RULES.items() if rule.passes is None or rule.fails is None}
    assert half_shown == CASES.keys()


# --- what is said of a rule -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_everything_in_both_languages(code: str) -> None:
    rule = RULES[code]
    for text in (rule.title, rule.message, rule.fix, rule.basis):
        assert text.zh.strip()
        assert text.en.strip()
        assert text.zh != text.en


@pytest.mark.parametrize("code", RULES)
def test_a_message_has_the_same_placeholders_in_both_languages(code: str) -> None:
    zh, en = ({name for _, name, _, _ in Formatter().parse(text) if name} for text in RULES[code].message)
    assert zh == en


@pytest.mark.parametrize("code", RULES)
def test_only_a_message_is_filled(code: str) -> None:
    rule = RULES[code]
    assert "{" not in "".join((*rule.title, *rule.fix, *rule.basis))


def test_codes_name_their_family_and_come_in_order() -> None:
    assert all(re.fullmatch(r"PM[1-7]\d\d", code) and code[2] in FAMILIES for code in RULES)
    assert all(one < other for one, other in pairwise(RULES))


@pytest.mark.parametrize("flaw", Flaw)
def test_every_flaw_of_reading_has_its_rule(flaw: Flaw) -> None:
    assert rule_of(flaw).flaw is flaw


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.check])
def test_a_rule_points_at_a_field_that_it_reads(code: str) -> None:
    rule = RULES[code]
    assert rule.at in (rule.fields if rule.reads != "judgement" else {each.id for each in WUQING.indicators})


def test_an_example_in_xls_gives_the_same_findings(tmp_path: Path) -> None:
    wrong = GOOD.replace("| 90 |", "| 约90 |")
    both = [write(wrong, tmp_path / f"return.{suffix}") for suffix in ("xlsx", "xls")]
    xlsx, xls = ([(each.code, each.cell) for each in assess([path]).findings] for path in both)
    assert xlsx == xls
