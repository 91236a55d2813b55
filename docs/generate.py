"""Write the reference pages from the live objects: rules, data dictionary, lexicon, indicators, clauses.

`python docs/generate.py` writes them, `--check` fails where one is not what it would write.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields as fields_of
from functools import partial
from pathlib import Path
from typing import get_args

from preschool_metrics.catalogue import load_profile, shipped_profiles
from preschool_metrics.catalogue.clauses import load_clauses
from preschool_metrics.measure.clauses import asked
from preschool_metrics.measure.line import line_text
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.measures import heading_of
from preschool_metrics.model.returns import ChildcarePoint, Cover, Explanation, Kindergarten, Record, Summary, Task
from preschool_metrics.model.rule import FAMILIES, Rule, Shown
from preschool_metrics.model.text import Text
from preschool_metrics.report import view
from preschool_metrics.shape.lexicon import Features, features, lexicon
from preschool_metrics.validate import all_rules

HERE = Path(__file__).parent
MADE = "<!-- made by docs/generate.py; do not edit -->"
SEVERITIES = {"error": "错误 error", "query": "核实 query", "info": "提示 info"}
GOOD, BAD = "√ 通过 passes", "× 不通过 fails"
INTRODUCTION = (
    "每条规则有固定编号，首位数字是类别；级别可由政策配置的 `[severity]` 改变，`check --select` / `--ignore` 按编号或类别取舍。",
    "Each rule has a code that never changes meaning; its first digit is the family. A profile's `[severity]` changes how",
    "seriously a rule is taken; `check --select` and `--ignore` choose rules by code or family (`PM301`, `PM3`, `行内`).",
    "",
    "错误必须改正；核实可以改正，也可以在“说明”表逐条说明；提示只供参考。An error must be corrected, a query corrected or explained,",
    "an info only informs. 数未填的，规则不评估并说明原因，不算通过。A rule whose figures are unknown is not evaluated, and says why.",
    "",
    "跨期变动（PM601—PM604）：与最近一期有该数的报表比，再与上年同月比；变动达到下限（人数和百分比，同比加倍），并且修正 z 值",
    "0.6745 × |x − 中位数| ÷ MAD 大于 3.5（Iglewicz 和 Hoaglin, 1993）才提出核实。x 是变动率；与本单位以往各期的变动比，也与各单位同期的变动比",
    "（开学各园都变，不算异常）；不足 5 个变动的，只看下限。下限是本工具定的，约为一个班。",
    "A change is asked about where it reaches a floor (people and percent, twice the percentage against the same month a year",
    "before) and its modified z-score is above 3.5 among the unit's own earlier changes and among what all units changed by in",
    "the same time, wherever there are five of them. The floors are ours, about one class; the z-score is Iglewicz and Hoaglin's.",
    "",
)
SHEETS: dict[str, type[Record]] = {
    "封面 cover": Cover,
    "幼儿园名册 roster": Kindergarten,
    "汇总表 summary": Summary,
    "托幼点名册 day-care points": ChildcarePoint,
    "说明 explanations": Explanation,
    "区级任务 tasks": Task,
}
OF_FIELDS = (
    "一个填报项就是一组特征；一列的标题、上级、末级合起来特征相等，这一列就是它，词的先后不论。右边只列词汇表里各特征的头几个词，全部见 [词汇](lexicon.md)。",
    "A field is a set of features: a column is the field when title, parents and leaf say these and no other, in any order.",
    "On the right stand the first words of each feature; all of them are in the [lexicon](lexicon.md).",
)
OF_WORDS = (
    "表头、办园性质的值、合计行和分段的标签、工作表名、标题、封面的标签，读的都是这些词（`shape/lexicon.toml`）。加一个词，就是加在那里的一行里。",
    "Headings, values of 办园性质, labels of totals and sections, names of sheets, titles and labels of a cover are read by these",
    "words (`shape/lexicon.toml`); of several that begin at one place the longest counts. A new word is added to a line there.",
)
CATEGORIES = {
    "measure": "数的是什么 what is counted",
    "thing": "没有别的词时数的是什么 what a bare number would count",
    "nature": "哪些园 which kindergartens",
    "level": "班 classes by age",
    "age": "年龄 age",
    "basis": "人口口径 basis of the population",
    "time": "时间 when",
    "statistic": "怎么数的 how it is counted",
    "narrow": "只是其中一部分 a part of the whole",
    "attribute": "不是数 texts, dates and answers",
    "mark": "记号 marks",
    "": "虚词 what says nothing",
}
_FEW = 8  # words of a feature that the data dictionary shows


def rules() -> Iterator[str]:
    """Yield the lines of the index of rules: each family, and what each of its rules holds."""
    yield from ("# 校验规则 Rules", "", MADE, "", *INTRODUCTION)
    for family in FAMILIES.values():
        yield from (
            f"## {family.zh} {family.en}",
            "",
            "| 编号 code | 级别 severity | 规则 rule |",
            "| --- | --- | --- |",
        )
        for rule in all_rules().values():
            if rule.family == family:
                title = f"{rule.title.zh} · {rule.title.en}"
                yield f"| [{rule.code}]({rule.code}.md) | {SEVERITIES[rule.severity]} | {title} |"
        yield ""


def page_of(rule: Rule) -> Iterator[str]:
    """Yield the lines of a rule's own page: what it holds, why, what to do, and an example of each kind."""
    yield from (f"# {rule.code} {rule.title.zh}", "", MADE, "", rule.title.en, "")
    yield f"- 级别 severity: {SEVERITIES[rule.severity]} · {rule.family.zh} {rule.family.en}"
    yield f"- 原因 cause: {rule.message.zh} · {rule.message.en}"
    yield f"- 处理 to do: {rule.fix.zh} {rule.fix.en}"
    yield f"- 依据 basis: {rule.basis.zh} · {rule.basis.en}"
    if rule.check:
        yield "- 读取 reads: " + "、".join(f"{heading_of(field).zh} `{field}`" for field in rule.fields)
    if rule.of_policy:
        asking = [name for name in shipped_profiles() if rule.code in load_profile(name).rules]
        yield f"- 政策 only under: {', '.join(f'`{name}`' for name in asking)}"
    yield ""
    yield from _examples(rule.passes, rule.fails)


def _examples(passes: Shown, fails: Shown) -> Iterator[str]:
    """Yield a good and a bad example as small tables; of workbooks only the sheets that differ."""
    if isinstance(passes, Mapping) and isinstance(fails, Mapping):
        yield from _rows(passes, fails)
        return
    good, bad = (_sheets(each) if isinstance(each, str) else {} for each in (passes, fails))
    for title, own, other in ((GOOD, good, bad), (BAD, bad, good)):
        shown = {name: rows for name, rows in own.items() if rows != other.get(name)}
        if shown and (other or own is bad):
            yield from (title, "")
            for name, rows in shown.items():
                yield from (f"*{name}*", "", *_table(rows), "")
    if isinstance(fails, bytes):
        yield from (f"{BAD} `{fails[:24]!r}`", "")


def _rows(passes: Mapping[str, object], fails: Mapping[str, object]) -> Iterator[str]:
    fields = list(dict.fromkeys((*passes, *fails)))
    yield "|  | " + " | ".join(heading_of(field).zh for field in fields) + " |"
    yield "| --- |" + " --- |" * len(fields)
    for title, example in ((GOOD, passes), (BAD, fails)):
        yield f"| {title} | " + " | ".join(_value(field, example.get(field)) for field in fields) + " |"
    yield ""


def _value(field: str, value: object) -> str:
    """Return a value as a return would show it: a choice by its word."""
    known = described(Kindergarten).get(field)
    word = known.words.get(str(value), [""])[0] if known else ""
    return "—" if value is None else word or (value.zh if isinstance(value, Text) else str(value))


def _sheets(workbook: str) -> dict[str, list[str]]:
    sheets: dict[str, list[str]] = {}
    for line in workbook.strip().splitlines():
        if line.startswith("## "):
            rows = sheets.setdefault(line.removeprefix("## "), [])
        elif line.startswith("|"):
            rows.append(line)
    return sheets


def _table(rows: list[str]) -> Iterator[str]:
    width = max(row.count("|") for row in rows) - 1
    for at, row in enumerate(rows):
        yield row + " |" * (width + 1 - row.count("|"))
        if not at:
            yield "|" + " --- |" * width


def fields() -> Iterator[str]:
    """Yield the lines of the data dictionary: a table for each sheet of a return."""
    yield from ("# 数据字典 Data dictionary", "", MADE, "", *OF_FIELDS, "")
    for title, record in SHEETS.items():
        yield from (
            f"## {title}",
            "",
            "| id | 表头 heading | 含义 meaning | 特征 features | 词 words |",
            "| --- | --- | --- | --- | --- |",
        )
        for name, field in described(record).items():
            ways = "<br>".join(f"`{way}`" for way in field.ways())
            spelled = "；".join(_said_by(features(field.ways()[0])))
            yield (
                f"| `{name}` | {field.heading.zh} · {field.heading.en} | {field.meaning.zh} {field.meaning.en} "
                f"| {ways} | {spelled} |"
            )
        yield ""


def _said_by(wanted: Features) -> Iterator[str]:
    """Yield the first words of the lexicon for each feature of a field, those that say nothing else."""
    for feature in wanted:
        own = [word for word, said in lexicon().words.items() if said == (feature,)]
        if own:
            yield "、".join(own[:_FEW]) + (" …" if len(own) > _FEW else "")


def words() -> Iterator[str]:
    """Yield the lines of the lexicon: by category, what each set of features is called."""
    yield from ("# 词汇 Lexicon", "", MADE, "", *OF_WORDS, "")
    spelled: dict[Features, list[str]] = {}
    for word, said in lexicon().words.items():
        spelled.setdefault(said, []).append(word)
    for category, title in CATEGORIES.items():
        own = {said: texts for said, texts in spelled.items() if (said[0].category if said else "") == category}
        yield from (f"## {title}", "", "| 特征 features | 词 words |", "| --- | --- |")
        for said, texts in own.items():
            written = " ".join(f"{feature.category}:{feature.value}" for feature in said) or "—"
            yield f"| `{written}` | {'、'.join(texts)} |"
        yield ""


def indicators() -> Iterator[str]:
    """Yield the lines of the indicator reference: each with line, clause and quotation."""
    yield from ("# 指标 Indicators", "", MADE, "")
    for profile in map(load_profile, shipped_profiles()):
        source = profile.source
        yield from (f"## {profile.id}", "", f"{profile.title.zh} · {profile.title.en}", "")
        yield from (f"《{source.title}》{source.number} {source.issuer} {source.date}", "")
        yield from (
            "| id | 指标 | 达标线 line | 层级 levels | 效力 | 条款 clause |",
            "| --- | --- | --- | --- | --- | --- |",
        )
        for indicator in profile.indicators:
            for line in indicator.thresholds:
                force = "约束性 binding" if line.binding else "力争 strived for"
                cells = (
                    f"`{indicator.id}`",
                    f"{indicator.title.zh} · {indicator.title.en}",
                    f"{line_text(line, indicator)} ({line.since})",
                    " ".join(line.levels),
                    force,
                    f"{line.clause}：{line.quote}",
                )
                yield "| " + " | ".join(cells) + " |"
        yield ""


LEVELS = {"district": "全区", "group": "组团", "town": "镇街", "kindergarten": "幼儿园", "point": "托幼点"}
KINDS = {
    "indicator": "指标 indicator",
    "share": "园所占比 share of sites",
    "counter": "计数 counter",
    "milestone": "节点 milestone",
    "rule": "规则 rule",
    "trend": "趋势 trend",
    "appraisal": "评估 appraisal",
}


def clauses() -> Iterator[str]:
    """Yield the lines of the reference of clauses: what each asks, of whom, in the words of its document."""
    yield from ("# 条款 Clauses", "", MADE, "")
    yield "`preschool-metrics clauses` 列出，`preschool-metrics clauses PATH…` 说明进展。没有目标的只列示，不作判定。"
    yield "`preschool-metrics clauses PATH…` says where each stands. What has no line is shown and never judged."
    for profile in map(load_profile, shipped_profiles()):
        states = list(asked(profile, load_clauses(profile)))
        if not states:
            continue
        yield from ("", f"## {profile.id}", "", f"{profile.title.zh} · {profile.title.en}", "")
        yield "| 条款 clause | id | 事项 | 类 kind | 层级 level | 目标 line | 牵头单位；责任单位 | 原文 quotation | 理解 reading |"
        yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
        for state in states:
            clause = state.clause
            parts = [f"{part.title.zh} {EVERY[part.every]}{part.target}" for part in state.parts if part.target]
            cells = (
                clause.clause,
                f"`{clause.id}`",
                f"{clause.title.zh} · {clause.title.en}",
                KINDS[clause.kind],
                "、".join(LEVELS[level] for level in clause.levels),
                "；".join(parts),
                "；".join(filter(None, ("、".join(clause.lead), "、".join(clause.responsible)))),
                clause.quote,
                f"{clause.notes.zh} {clause.notes.en}" if clause.notes else "",
            )
            yield "| " + " | ".join(cells) + " |"


EVERY = {"total": "", "year": "每年", "half_year": "每半年"}
VARIABLE = re.compile(r"^ {4}(\w+) {2,}(.+?) · (.+)$", re.MULTILINE)


def template_variables() -> Iterator[str]:
    """Yield the lines of the reference for templates: every class of the view and its fields."""
    yield from ("# 模板变量 Template variables", "", MADE, "")
    yield "所有模板可用 `View` 的各项；通知单模板另有 `town`，组团模板另有 `group`。未知的值为 None，打印成 —。"
    yield "Every template has the fields of `View`; a notice has `town` besides, a group's page `group`. Unknown is None, printed as —."
    yield from ("", "`t(zh, en)` 按报告语言取其一 · gives the text of the report's language.", "")
    for name in ("View", *(name for name in view.__all__ if name[0].isupper() and name != "View")):
        shown = getattr(view, name)
        said = {variable: (zh, en) for variable, zh, en in VARIABLE.findall(shown.__doc__)}
        yield from (f"## {name}", "", shown.__doc__.partition("\n")[0], "")
        yield from ("| 变量 variable | 类型 type | 含义 | meaning |", "| --- | --- | --- | --- |")
        for each in fields_of(shown):
            yield f"| `{each.name}` | {_type(each.type)} | {' | '.join(said[each.name])} |"
        yield ""


def _type(kind: object) -> str:
    """Return a type as a reader of templates knows it: `Change ∕ None`, because | would end the cell."""
    plain = kind.__name__ if isinstance(kind, type) and not get_args(kind) else str(kind)
    return re.sub(r"preschool_metrics\.[a-z_.]+\.|typing\.|decimal\.", "", plain).replace("|", "∕")


PAGES: dict[str, Callable[[], Iterator[str]]] = {
    "template-variables.md": template_variables,
    "rules/index.md": rules,
    **{f"rules/{code}.md": partial(page_of, rule) for code, rule in all_rules().items()},
    "fields.md": fields,
    "lexicon.md": words,
    "indicators.md": indicators,
    "clauses.md": clauses,
}


def main() -> int:
    """Write the pages, or with `--check` tell which are out of date."""
    stale = []
    for name, made in PAGES.items():
        text = "\n".join(made()).rstrip() + "\n"
        page = HERE / name
        if "--check" not in sys.argv:
            page.parent.mkdir(exist_ok=True)
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
    stale += [f"rules/{page.name}" for page in (HERE / "rules").glob("*.md") if f"rules/{page.name}" not in PAGES]
    for name in stale:
        print(f"docs/{name} is out of date: run python docs/generate.py")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
