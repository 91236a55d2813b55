"""Write the reference pages from the live objects: rules, data dictionary, indicators.

`python docs/generate.py` writes them, `--check` fails where one is not what it would write.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import fields as fields_of
from pathlib import Path
from typing import get_args

from preschool_metrics.catalogue import load_profile, shipped_profiles
from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import ChildcarePoint, Cover, Explanation, Kindergarten, Record, Summary, Task
from preschool_metrics.model.rule import Rule
from preschool_metrics.report import view
from preschool_metrics.report.words import line_of
from preschool_metrics.validate import all_rules

HERE = Path(__file__).parent
MADE = "<!-- made by docs/generate.py; do not edit -->"
SEVERITIES = {"error": "错误 error", "query": "核实 query", "info": "提示 info"}
SHEETS: dict[str, type[Record]] = {
    "封面 cover": Cover,
    "幼儿园名册 roster": Kindergarten,
    "汇总表 summary": Summary,
    "托幼点名册 day-care points": ChildcarePoint,
    "说明 explanations": Explanation,
    "区级任务 tasks": Task,
}


def rules() -> Iterator[str]:
    """Yield the lines of the rule reference: a section for each code."""
    yield from (MADE, "", "# 校验规则 Rules", "")
    for rule in all_rules().values():
        yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield from (f"## {rule.code}", "", f"**{rule.title.zh}** · {rule.title.en}", "")
    yield f"- {SEVERITIES[rule.severity]} · {rule.family.zh} {rule.family.en}"
    yield f"- 提示 message: {rule.message.zh} · {rule.message.en}"
    yield f"- 处理 to do: {rule.fix.zh} {rule.fix.en}"
    yield f"- 依据 basis: {rule.basis.zh} · {rule.basis.en}"
    for name, example in (("通过 passes", rule.passes), ("不通过 fails", rule.fails)):
        if isinstance(example, str):
            yield from ("", f"{name}:", "", "```text", example.strip(), "```")
        elif isinstance(example, bytes):
            yield f"- {name}: `{example[:24]!r}`"
        elif example:
            yield f"- {name}: " + ", ".join(f"`{field} = {value}`" for field, value in example.items())
    yield ""


def fields() -> Iterator[str]:
    """Yield the lines of the data dictionary: a table for each sheet of a return."""
    yield from (MADE, "", "# 数据字典 Data dictionary", "")
    for title, record in SHEETS.items():
        yield from (
            f"## {title}",
            "",
            "| id | 表头 heading | 含义 meaning | 同义表头 also |",
            "| --- | --- | --- | --- |",
        )
        for name, field in described(record).items():
            also = "、".join(field.also)
            yield f"| `{name}` | {field.heading.zh} · {field.heading.en} | {field.meaning.zh} {field.meaning.en} | {also} |"
        yield ""


def indicators() -> Iterator[str]:
    """Yield the lines of the indicator reference: each with line, clause and quotation."""
    yield from (MADE, "", "# 指标 Indicators", "")
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
                    f"{line_of(line, indicator)} ({line.since})",
                    " ".join(line.levels),
                    force,
                    f"{line.clause}：{line.quote}",
                )
                yield "| " + " | ".join(cells) + " |"
        yield ""


VARIABLE = re.compile(r"^ {4}(\w+) {2,}(.+?) · (.+)$", re.MULTILINE)


def template_variables() -> Iterator[str]:
    """Yield the lines of the reference for templates: every class of the view and its fields."""
    yield from (MADE, "", "# 模板变量 Template variables", "")
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


PAGES = {
    "template-variables.md": template_variables,
    "rules.md": rules,
    "fields.md": fields,
    "indicators.md": indicators,
}


def main() -> int:
    """Write the pages, or with `--check` tell which are out of date."""
    stale = []
    for name, made in PAGES.items():
        text = "\n".join(made()).rstrip() + "\n"
        page = HERE / name
        if "--check" not in sys.argv:
            page.write_text(text, encoding="utf-8")
        elif not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/{name} is out of date: run python docs/generate.py")
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())
