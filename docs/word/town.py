"""The notice to a town, on one page: where it stands, what is missing, what to correct by when."""

from docx.document import Document as Word

from docs.word.paper import compact, letter
from docs.word.parts import (
    BY,
    LAST_MONTH,
    LAST_YEAR,
    MARKED,
    OFFICE,
    ORIGIN,
    SET_SHADES,
    VERDICT,
    paragraphs,
    small_multiples,
)
from docs.word.plan import SET_PLANNED, add_next
from docs.word.table import Column, table_of

# Findings shown: a notice is one page. No "<": where an error is would be told wrongly.
SET_MOST = (
    "{%p set most = 2 if planned and town.plan.actions|length > 1 else 3 if planned and town.plan.actions else 4 %}"
)
SET_OPEN = "{%p set open = town.findings|rejectattr('explained')|rejectattr('severity', 'equalto', 'info')|list %}"


def town() -> Word:
    """Return the template."""
    document = letter("{{ town.name }}{{ month }}学前教育指标情况通知")
    compact(document.sections[0])
    _opening(document)
    _figures(document)
    add_next(document)
    _corrections(document)
    _closing(document)
    return document


def _opening(document: Word) -> None:
    paragraphs(
        document,
        ("通知正文", SET_SHADES),
        ("通知正文", SET_OPEN),
        ("通知正文", SET_PLANNED),
        ("通知正文", SET_MOST),
        ("通知标题", "{{ month }}学前教育指标情况通知"),
        ("表题", "{{ town.name }}{% if town.group %}（{{ town.group }}）{% endif %}"),
        (
            "通知正文",
            (
                "{% if town.reported %}你单位{{ month }}{% if town.binding %}{{ town.binding }}项约束性指标中，{{ town.met }}项达标，"
                "{{ town.not_met }}项未达标{% if town.unknown %}，{{ town.unknown }}项缺数据或不适用{% endif %}{% else %}各项指标仅供参考{% endif %}；"
                "报表有错误{{ town.errors }}处、待核实{{ town.queries }}处。"
                "{% elif town.unread %}你单位{{ month }}报表已收到，但未能计入（{{ town.unread }}），请于"
                + BY
                + "更正后重报；下表为空，各项指标暂不作结论。"
                "{% else %}你单位{{ month }}报表尚未报送，请于" + BY + "补报；下表为空，各项指标暂不作结论。{% endif %}"
            ),
        ),
        ("通知小标题", "一、指标情况"),
    )


def _closing(document: Word) -> None:
    paragraphs(
        document,
        ("间隔", ""),
        ("表注", ORIGIN),
        ("表注", "{%p for input in inputs if input.area == town.name %}"),
        ("表注", "报表：{{ input.path }}，SHA-256：{{ input.sha256 or '—' }}"),
        ("表注", "{%p endfor %}"),
    )
    paragraphs(document, ("通知落款", f"{OFFICE}\n××××年××月××日"))


def _figures(document: Word) -> None:
    table_of(
        document,
        (
            Column("指标", 38, "{{ f.indicator.title }}", style="表文左"),
            Column("达标线", 16, "{{ f.indicator.line }}"),
            Column("本月", 20, MARKED),
            Column("结论", 18, VERDICT),
            Column("较上月", 18, LAST_MONTH),
            Column("较上年同月", 23, LAST_YEAR),
            Column("缺口", 34, "{{ f.shortfall_words|replace(' ', '') or '—' }}"),
        ),
        "f in town.figures",
        width=156,
        title="本镇街各项指标：达标线、本月值、结论、与上月和上年同月比较、缺口",
    )
    small_multiples(document, "town.figures", columns=3, width=156, height=22)
    paragraphs(
        document,
        (
            "表注",
            "注：*为力争或参考，不作约束；↑↓为数值升降（比率为百分点）；图中虚线为达标线，断开处缺数据。",
        ),
    )


def _corrections(document: Word) -> None:
    paragraphs(
        document,
        ("通知小标题", f"{{{{ '三' if planned else '二' }}}}、请于{BY}更正或说明"),
        ("通知正文", "{%p if not town.errors + town.queries %}"),
        (
            "通知正文",
            "{% if town.reported %}本月报表未发现错误和待核实的数据。{% elif town.unread %}请更正后重报。{% else %}请先报送报表。{% endif %}",
        ),
        ("通知正文", "{%p else %}"),
    )
    table_of(
        document,
        (
            Column("类别", 14, "{{ f.severity_word }}"),
            Column("位置", 30, "{{ f.place or f.file or '—' }}", style="表文左"),
            Column("问题", 68, "{{ f.message }}", style="表文左"),
            Column("处理", 50, "{{ f.fix }}", style="表文左"),
        ),
        "f in open[:most]",
        width=156,
        title="需更正或说明的数据：类别、单元格、问题、处理办法",
    )
    paragraphs(
        document,
        ("表注", "{%p if open|length > most %}"),
        ("表注", "另有{{ open|length - most }}处，见反馈的报表。"),
        ("表注", "{%p endif %}"),
        ("通知正文", "{%p endif %}"),
    )
