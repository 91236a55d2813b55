import random
import re
from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.text import Text as Line

from preschool_metrics._version import __version__
from preschool_metrics.catalogue import load_profile
from preschool_metrics.language import LANGUAGES, Language, speak, spoken
from preschool_metrics.measure import judge
from preschool_metrics.model.assessment import Assessment, Coverage, Input
from preschool_metrics.model.finding import Finding, NotEvaluated, Severity
from preschool_metrics.model.observation import Judgement, Observation
from preschool_metrics.model.policy import Level, Profile
from preschool_metrics.model.text import Text
from preschool_metrics.report.text.whole import printed, render_text

WIDTHS = (60, 80, 100, 116, 120, 160)
PERIOD = "2024-03"
WUQING = load_profile("wuqing-2023")
NATIONAL = load_profile("national-2020")
STAFFING = load_profile("staffing-2013")
ESCAPE = "\x1b"
HOSTILE = "恶意[bold red]镇\x1b[31m\u202e\n[/]"

Counts = dict[str, int | None]


# --- a made-up assessment ---------------------------------------------------------------------------------


def counts(seed: str) -> Counts:
    made = random.Random(seed)
    enrolled = made.randint(300, 2600)
    staff = max(1, enrolled * 100 // made.randint(520, 980))
    public = enrolled * made.randint(25, 80) // 100
    return {
        "population": enrolled * 100 // made.randint(80, 104),
        "enrolled": enrolled,
        "enrolled_preschool": enrolled,
        "enrolled_public": public,
        "enrolled_inclusive": public + (enrolled - public) * made.randint(40, 90) // 100,
        "staff": staff,
        "care_teaching_staff": staff * 4 // 5,
        "teachers": staff // 2,
        "health_staff": enrolled // made.randint(100, 220),
        "teachers_certified": staff // 2 - 1,
        "classes": enrolled // 30,
        "classes_within_limit": enrolled // 33,
    }


def total(of: list[Counts], field: str) -> int | None:
    values = [each[field] for each in of]
    return None if None in values else sum(value or 0 for value in values)


def judged(
    profile: Profile, level: Level, area: str, of: list[Counts], received: int = 1, expected: int = 1
) -> Iterator[Judgement]:
    for indicator in profile.indicators:
        fields = (indicator.measure.numerator[0], indicator.measure.denominator[0])
        numerator, denominator = (total(of, field) for field in fields)
        observation = Observation(
            profile.id, PERIOD, area, level, None, indicator, numerator, denominator,
            tuple(f for f, value in zip(fields, (numerator, denominator), strict=True) if value is None),
            received < expected, received, expected,
        )  # fmt: skip
        yield judge(observation)


def finding(number: int, severity: Severity = "error", **more: object) -> Finding:
    base: dict[str, object] = {
        "code": f"PM3{number:02}",
        "severity": severity,
        "file": "returns/杨村街道.xlsx",
        "sheet": "幼儿园名册",
        "cell": f"G{number + 4}",
        "message": Text(
            f"在园合计{1000 + number}与小班、中班、大班、托班之和{2000 + number}不符。",
            f"The total {1000 + number} of children is not the sum {2000 + number} of the ages.",
        ),
    }
    return Finding.model_validate(base | more)


def findings() -> tuple[Finding, ...]:
    both = ("gross_enrollment_rate", "public_share")
    return (
        finding(1, expected="2001", affects=both, can_flip=True, related=("H5", "I5")),
        finding(2, "query", affects=both, explained=True, area="曹子里镇"),
        finding(3, affects=tuple(each.id for each in WUQING.indicators), related=tuple("ABCDE")),
        finding(
            4, sheet=None, cell=None, file="returns/~$坏.xlsx", message=Text("文件打不开。", "The file cannot be read.")
        ),
        finding(5, "query", file=f"returns/{HOSTILE}.xlsx", cell=None, message=Text(f"{HOSTILE}未登记。", HOSTILE)),
        finding(6, file=None, sheet=None, cell=None),
        finding(7, "info"),
        finding(7, "info", cell="G99"),
        finding(8, "info"),
    )


def skipped() -> tuple[NotEvaluated, ...]:
    earlier = Text("没有上月的报表", "there is no return of the month before")
    unknown = Text("保健医未知", "health staff is unknown")
    towns = (NotEvaluated("PM601", None, area.name, PERIOD, earlier) for area in WUQING.areas[1:])
    return (NotEvaluated("PM304", None, HOSTILE, PERIOD, unknown), *towns)


def all_judged(profile: Profile, figures: dict[str, Counts], missing: tuple[str, ...]) -> Iterator[Judgement]:
    received = len(figures)
    yield from judged(
        profile, "district", profile.district or "全部", list(figures.values()), received, received + len(missing)
    )
    for group in profile.groups:
        members = [area.name for area in profile.areas if area.group == group.id]
        known = [figures[name] for name in members if name in figures]
        yield from judged(profile, "group", group.name.zh, known, len(known), len(members))
    for name in reversed(figures):
        yield from judged(profile, "town", name, [figures[name]])
    for name in missing:
        yield from judged(profile, "town", name, [dict.fromkeys(counts(name))], 0)


def made_up(*profiles: Profile, missing: tuple[str, ...] = ("黄庄街道",), **more: object) -> Assessment:
    chosen = profiles or (WUQING,)
    names = [area.name for area in WUQING.areas if area.name not in missing]
    figures = {name: counts(name) for name in names}
    figures |= {HOSTILE: counts(HOSTILE) | {"health_staff": None, "staff": 0}}
    base: dict[str, object] = {
        "profiles": chosen,
        "period": PERIOD,
        "inputs": tuple(
            Input(f"returns/{name}.xlsx", f"{at:064x}"[::-1], name, PERIOD, True, 12)
            for at, name in enumerate(names, 1)
        ),
        "coverage": Coverage(len(names) + len(missing), len(names), missing),
        "judgements": tuple(each for profile in chosen for each in all_judged(profile, figures, missing)),
        "findings": findings(),
        "not_evaluated": skipped(),
        "notes": (*chosen[0].notes, Text("8所区直属园未报，不在全区数内。", "The 8 direct kindergartens are not in.")),
        "returns": (),
    }
    return Assessment(**(base | more))  # type: ignore[arg-type]


def known_displays(assessment: Assessment, *, binding: bool) -> set[str]:
    towns = [each for each in assessment.judgements if each.observation.received]
    return {
        each.display
        for each in towns
        if each.value is not None and (each.binding or not binding or each.observation.level == "district")
    }


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:[.:/]\d+)*%?", text))


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[Language]:
    before = spoken()
    speak(request.param)
    yield request.param
    speak(before)


@pytest.fixture(autouse=True)
def _chinese() -> Iterator[None]:
    before = spoken()
    speak("zh")
    yield
    speak(before)


Choice = tuple[Profile, ...]
CHOICES: tuple[Choice, ...] = ((WUQING,), (NATIONAL,), (WUQING, NATIONAL), (WUQING, NATIONAL, STAFFING))
every_width = pytest.mark.parametrize("width", WIDTHS)
every_choice = pytest.mark.parametrize("profiles", CHOICES, ids=lambda chosen: "+".join(each.id for each in chosen))


# --- the page ---------------------------------------------------------------------------------------------


@every_width
@every_choice
def test_no_line_is_wider_than_the_width(language: Language, width: int, profiles: Choice) -> None:
    text = render_text(made_up(*profiles), language, width=width, color=False, verbose=True)
    assert max(map(cell_len, text.splitlines())) <= width
    assert "…" not in text


@every_width
@every_choice
def test_every_figure_is_whole(language: Language, width: int, profiles: Choice) -> None:
    assessment = made_up(*profiles)
    wide = render_text(assessment, language, width=1000, color=False)
    text = render_text(assessment, language, width=width, color=False)
    widths = set(re.findall(r"(\d+)(?:列时列出| columns on)", " ".join(text.split())))
    known = {part for figure in figures(wide) for part in (figure, *figure.split("/"))}
    assert figures(text) - known <= widths
    assert known_displays(assessment, binding=width < 116) <= figures(text) | {"1:—"}
    for each in assessment.judged("district"):
        assert str(each.observation.numerator or "—") + "/" in text


@every_width
def test_the_output_fits_a_gbk_console(width: int) -> None:
    assert render_text(made_up(WUQING, NATIONAL), "zh", width=width, color=False, verbose=True).encode("gbk")


def test_without_colour_there_is_no_escape(language: Language) -> None:
    assert ESCAPE not in render_text(made_up(), language, width=120, color=False, verbose=True)


def test_colour_adds_escapes_and_nothing_else(language: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")  # to obey it is the command's business
    coloured = render_text(made_up(), language, width=120, color=True)
    assert "\x1b[38;5;32m√" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render_text(made_up(), language, width=120, color=False)


def test_a_line_without_colour_is_written_as_a_console_writes_it() -> None:
    lines = [Line("a\tb  "), Line(""), Line("甲\t乙" * 30), Line("[bold]不是标记[/] :smile:")]
    coloured = printed([[line.copy() for line in lines], [], lines], 20, color=True)
    assert coloured == printed([[line.copy() for line in lines], [], lines], 20, color=False)
    assert coloured.startswith("a       b\n\n")


def test_same_assessment_same_text(language: Language) -> None:
    assert render_text(made_up(), language, width=80, color=True) == render_text(
        made_up(), language, width=80, color=True
    )


@every_width
def test_hostile_names_are_harmless_and_kept_readable(language: Language, width: int) -> None:
    text = render_text(made_up(), language, width=width, color=False, verbose=True)
    assert not set(text) & {ESCAPE, "\u202e", "\r", "\t"}
    assert "[bold" in text


def test_nothing_came_in(language: Language) -> None:
    names = tuple(area.name for area in WUQING.areas)
    empty = made_up(missing=names, findings=(), notes=(), not_evaluated=(), period=None, judgements=())
    text = render_text(empty, language, width=80, color=False)
    assert "白古屯镇" in text
    assert ("未发现问题" if language == "zh" else "No findings") in text


# --- its parts --------------------------------------------------------------------------------------------


def test_the_title_names_policy_period_basis_and_coverage(language: Language) -> None:
    top = render_text(made_up(), language, width=120, color=False).splitlines()[:2]
    words = ("常住人口", "应报 30，已报 29") if language == "zh" else ("resident population", "29 of 30 returns")
    assert top[0] == f"{WUQING.title.say(language)}  wuqing-2023"
    assert PERIOD in top[1]
    assert all(word in top[1] for word in words)


def test_missing_towns_are_named_and_have_no_row() -> None:
    text = render_text(made_up(missing=("高村镇", "黄庄街道")), "zh", width=160, color=False)
    assert "未报：高村镇、黄庄街道" in text
    assert not [line for line in text.splitlines() if line.startswith(("  高村镇", "  黄庄街道"))]
    assert "部分（29/31）" in text


def test_towns_stand_in_the_order_of_the_register() -> None:
    rows = render_text(made_up(), "zh", width=120, color=False).splitlines()
    places = [rows.index(next(row for row in rows if row.startswith(f"  {area.name} "))) for area in WUQING.areas[4:]]
    assert places == sorted(places)


@pytest.mark.parametrize(("width", "complete"), [(80, False), (100, False), (116, True), (160, True)])
def test_a_line_says_what_the_width_leaves_out(language: Language, width: int, complete: bool) -> None:
    text = render_text(made_up(), language, width=width, color=False)
    assert ("此宽度未列" not in text and "Left out at this width" not in text) is complete


def test_a_narrow_terminal_gets_a_list() -> None:
    rows = render_text(made_up(), "zh", width=77, color=False).splitlines()
    town = rows.index("  杨村街道")
    assert [row.split()[0] for row in rows[town + 1 : town + 7]] == [each.title.zh for each in WUQING.indicators]


def test_groups_have_their_names_and_the_streets_stand_apart(language: Language) -> None:
    text = render_text(made_up(missing=("高村镇",)), language, width=160, color=False)
    assert ("第二组团 2/3" if language == "zh" else "Group 2 2/3") in text
    apart = "不属于任何组团：杨村街道、" if language == "zh" else "In no group: 杨村街道, "
    assert apart in text


def test_a_group_that_nothing_came_in_from_has_no_row() -> None:
    missing = tuple(area.name for area in WUQING.areas if area.group == "2")
    text = render_text(made_up(missing=missing), "zh", width=160, color=False)
    assert "第一组团" in text
    assert "第二组团" not in text


def test_below_the_towns_stands_how_many_meet_each_line() -> None:
    text = render_text(made_up(), "zh", width=120, color=False)
    tally = next(row.split() for row in text.splitlines() if row.startswith("  达标 "))
    known = [each for each in made_up().judged("town") if each.verdict in {"met", "not_met"}]
    met = [each for each in known if each.verdict == "met"]
    assert tally[1:] == [
        f"{sum(e.observation.indicator is i for e in met)}/{sum(e.observation.indicator is i for e in known)}"
        for i in WUQING.indicators
    ]


def test_several_profiles_share_a_table_where_the_width_allows() -> None:
    wide = render_text(made_up(WUQING, NATIONAL), "zh", width=160, color=False)
    narrow = render_text(made_up(WUQING, NATIONAL), "zh", width=100, color=False)
    assert "≥93%/(≥85%)" in wide
    assert "结论与目标依次为：wuqing-2023、national-2020" in wide
    assert "≥93%/(≥85%)" not in narrow
    assert f"national-2020 · {NATIONAL.title.zh}" in narrow


def test_verdict_glyphs_follow_the_order_of_the_profiles() -> None:
    town = Observation("", PERIOD, "杨村街道", "town", None, WUQING.indicators[0], 90, 100)
    judgements = tuple(
        judge(town._replace(profile=profile.id, indicator=profile.indicators[0])) for profile in (WUQING, NATIONAL)
    )
    text = render_text(made_up(WUQING, NATIONAL, judgements=judgements), "zh", width=160, color=False)
    assert "90.00% ×√" in text


def test_findings_keep_their_order_and_are_counted_first() -> None:
    text = render_text(made_up(), "zh", width=160, color=False)
    assert "问题   错误 4 · 核实 2 · 提示 3 · 已说明 1" in text
    assert re.findall(r"[■▲] (PM\d+)", text) == ["PM301", "PM302", "PM303", "PM304", "PM305", "PM306"]
    assert "仅作提示：PM307 × 2  PM308 × 1" in text


def test_a_finding_says_where_what_and_what_hangs_on_it() -> None:
    flat = " ".join(render_text(made_up(), "zh", width=500, color=False).split())
    assert (
        "■ PM301 错误 returns/杨村街道.xlsx > 幼儿园名册!G5 在园合计1001与小班、中班、大班、托班之和2001不符。"
        " 应为 2001 · 另见 H5、I5 · 影响学前三年毛入园率、公办园在园幼儿占比，可能改变结论"
    ) in flat
    assert "幼儿园名册!G6 (曹子里镇) " in flat
    assert "另涉及5个单元格 · 影响6项指标" in flat


def test_verbose_lists_everything() -> None:
    many = tuple(finding(number, "info" if number % 2 else "query") for number in range(100))
    text = render_text(made_up(findings=many), "zh", width=160, color=False, verbose=True)
    assert re.findall(r"[▲·] (PM\d+)", text) == [each.code for each in many]
    assert len(re.findall(r"^[0-9a-f]{12}  returns/", text, re.MULTILINE)) == 29


def test_of_many_findings_the_first_are_listed_and_the_rest_counted() -> None:
    text = render_text(made_up(findings=tuple(map(finding, range(100)))), "zh", width=160, color=False)
    assert text.count("■") == 40
    assert "另有60个问题未列出；用 --format csv 查看全部" in text


def test_rules_not_evaluated_are_summed_up_by_reason() -> None:
    text = render_text(made_up(), "zh", width=120, color=False)
    assert "  PM601  × 29  没有上月的报表\n  PM304  × 1   保健医未知\n" in text


def test_many_files_are_counted_and_few_are_named() -> None:
    many = render_text(made_up(), "zh", width=120, color=False)
    few = render_text(made_up(inputs=made_up().inputs[:2]), "zh", width=120, color=False)
    assert "29个文件的 SHA-256" in many
    assert few.endswith("100000000000  returns/杨村街道.xlsx\n200000000000  returns/下朱庄街道.xlsx\n")


def test_the_whole_of_a_small_district() -> None:
    two = load_profile("wuqing-2023").model_copy(
        update={"areas": WUQING.areas[:2], "groups": (), "indicators": WUQING.indicators[2:4], "notes": ()}
    )
    figures_of: dict[str, Counts] = {
        "杨村街道": {"enrolled_public": 410, "enrolled_preschool": 812, "enrolled": 830, "staff": 100},
        "下朱庄街道": {"enrolled_public": 99, "enrolled_preschool": 201, "enrolled": 201, "staff": 30},
    }
    judgements = (
        *judged(two, "district", "武清区", list(figures_of.values()), 2, 2),
        *(each for name, of in figures_of.items() for each in judged(two, "town", name, [of])),
    )
    small = Assessment(
        (two,),
        PERIOD,
        (Input("returns/杨村街道.xlsx", "ab" * 32, "杨村街道", PERIOD, True, 3),),
        Coverage(2, 2, ()),
        judgements,
        (finding(1, expected="2001", affects=("public_share",)),),
        (),
        (Text("按常住人口计。", "By residents."),),
        (),
    )
    assert render_text(small, "zh", width=80, color=False) == PAGE.replace("VERSION", __version__)


PAGE = """\
武清区学前教育普及普惠两年攻坚行动（2023—2024年）  wuqing-2023
2024-03 · 常住人口 · 期限 2024-12 · 应报 2，已报 2

武清区   约束性指标 √ 达标 1   约束性指标全部达标的已报镇街 1/2
  公办园在园幼儿占比  50.25%  ≥50%       ████████████|▁▁▁▁▁▁▁▁▁▁▁  √ 达标
    509/1013
  教职工与幼儿比      1:7.93  ≤1:7 力争  ████████████████|█▁▁▁▁▁▁  × 未达标
    高出0.93 · 还差 18 名教职工 · 1031/130

镇街
                公办园在园    教职工与
                幼儿占比      幼儿比
                ≥50%  缺口    (≤1:7) 缺口
  杨村街道      50.49% √ 0    1:8.30 × 19
  下朱庄街道    49.25% × 2    1:6.70 √  0
  达标             1/2           1/2

  √ 达标   × 未达标   — 缺数据   · 不适用
  括号内的目标在本级不作约束，仅供参考

问题   错误 1 · 核实 0 · 提示 0
  ■ PM301 错误  returns/杨村街道.xlsx > 幼儿园名册!G5
    在园合计1001与小班、中班、大班、托班之和2001不符。  应为 2001 · 影响公办园在
    园幼儿占比

上报   应报 2，已报 2

说明
  · 按常住人口计。

preschool-metrics VERSION · wuqing-2023 · 常住人口 · 2024-03
abababababab  returns/杨村街道.xlsx
"""
