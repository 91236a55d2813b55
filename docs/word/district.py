"""The 通报 of a month: where the district stands, the towns that miss, the data, and the annexes across the page."""

from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from docs.word.annexes import annex_of_clauses, annex_of_sources, annex_of_tasks, annex_of_towns
from docs.word.base import element
from docs.word.chart import bars, place
from docs.word.paper import RED, letter
from docs.word.parts import BY, LAST_MONTH, LAST_YEAR, OFFICE, SET_SHADES, SHADE, VERDICT, paragraphs, small_multiples
from docs.word.plan import add_plan
from docs.word.table import Column, table_of

TITLE = "关于{{ month }}学前教育普及普惠指标完成情况的通报"


def district() -> Word:
    """Return the template."""
    document = letter(TITLE)
    _letterhead(document)
    _district(document)
    _towns(document)
    add_plan(document)
    _data(document)
    _signature(document)
    annex_of_towns(document)
    annex_of_tasks(document)
    annex_of_clauses(document)
    annex_of_sources(document)
    return document


def _letterhead(document: Word) -> None:
    paragraphs(
        document,
        ("发文字号", SET_SHADES),
        ("发文机关标志", f"{OFFICE}文件"),
        ("发文字号", "×教〔{{ period[:4] }}〕××号"),
    )
    line = document.add_paragraph(style="发文字号")
    line.paragraph_format.line_spacing = Pt(6)
    line._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - python-docx draws no borders
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="18" w:space="1" w:color="{RED}"/></w:pBdr>'),
        "w:spacing",
    )
    paragraphs(
        document,
        ("发文字号", ""),
        ("公文标题", "关于{{ month }}学前教育普及普惠\n指标完成情况的通报"),
        ("发文字号", ""),
        ("主送机关", "各镇人民政府、街道办事处，各有关单位："),
        (
            "公文正文",
            "根据《{{ policy.document }}》，现将{{ month }}各镇街学前教育{{ indicators|length }}项指标完成情况通报如下。",
        ),
    )


def _district(document: Word) -> None:
    paragraphs(
        document,
        ("一级标题", "一、全区总体情况"),
        (
            "公文正文",
            (
                "全区应报镇街{{ coverage.expected }}个，实报{{ coverage.received }}个"
                "{% if coverage.missing %}，{{ coverage.missing[:6]|join('、') }}{% if coverage.missing|length > 6 %}等{{ coverage.missing|length }}个{% endif %}未报{% endif %}。"
                "{% if coverage.complete %}{% if district.binding %}{{ district.binding }}项约束性指标中，{{ district.met }}项达标，"
                "{{ district.not_met }}项未达标{% if district.unknown %}，{{ district.unknown }}项缺数据{% endif %}。{% endif %}"
                "{% else %}报表未齐，下表“全区”为已报镇街合计，暂不作结论。{% endif %}"
            ),
        ),
        ("表题", "表1  全区指标完成情况"),
    )
    _indicators(document, "f in district.figures")
    paragraphs(
        document,
        ("表注", "注：*为力争或参考，不作约束；↑↓为数值升降（比率为百分点）；“—”为缺数据，或有一月报表不齐而不可比。"),
        ("表注", "{%p for other in others %}"),
        ("表题", "对照《{{ other.policy.document }}》"),
    )
    _indicators(document, "f in other.district.figures")
    paragraphs(document, ("表注", "{%p endfor %}"))
    small_multiples(document, "district.figures", columns=3, width=156, height=29)
    paragraphs(document, ("图题", "图1  全区各项指标走势（虚线为达标线，断开处缺数据）"))


def _indicators(document: Word, rows: str) -> None:
    table_of(
        document,
        (
            Column("指标", 44, "{{ f.indicator.title }}", style="表文左"),
            Column("达标线", 17, "{{ f.indicator.line }}"),
            Column("全区", 19, f"{SHADE}{{{{ f.display }}}}"),
            Column("结论", 18, VERDICT),
            Column("较上月", 20, LAST_MONTH),
            Column("较上年同月", 22, LAST_YEAR),
            Column(
                "达标镇街",
                18,
                "{{ f.indicator.met }}/{{ f.indicator.reported }}{% if not f.indicator.binding %}*{% endif %}",
            ),
        ),
        rows,
        width=156,
        title="全区各项指标：达标线、本月值、结论、与上月和上年同月比较、达标镇街数",
    )


def _towns(document: Word) -> None:
    paragraphs(
        document,
        ("一级标题", "二、各镇街达标情况"),
        ("公文正文", "{%p if towns_all_met is not none %}"),
        ("公文正文", "已报镇街{{ towns_reported }}个，其中{{ towns_all_met }}个约束性指标全部达标。"),
        ("公文正文", "{%p endif %}"),
        ("公文正文", "{%p for ranking in rankings if ranking.indicator.binding %}"),
        (
            "二级标题",
            "（{{ '一二三四五六七八九十'[loop.index0] if loop.index < 11 else loop.index }}）{{ ranking.indicator.title }}",
        ),
        (
            "公文正文",
            (
                "达标线{{ ranking.indicator.line }}，{{ ranking.indicator.met }}个镇街达标，{{ ranking.indicator.not_met }}个未达标"
                "{% if ranking.indicator.unknown %}，{{ ranking.indicator.unknown }}个未报或缺数据{% endif %}。"
                "{% if ranking.rows %}各镇街合计{{ ranking.words|replace(' ', '') }}，缺口较大的有："
                "{% for row in ranking.rows[:3] %}{{ row.name }}（{{ row.display }}，缺{{ row.shortfall }}）"
                "{{ '、' if not loop.last }}{% endfor %}。{% endif %}"
                "{% if ranking.reached or ranking.lost %}较上月，"
                "{% if ranking.reached %}{{ ranking.reached|join('、') }}新达标{% endif %}"
                "{{ '；' if ranking.reached and ranking.lost }}"
                "{% if ranking.lost %}{{ ranking.lost|join('、') }}由达标转为未达标{% endif %}。{% endif %}"
            ),
        ),
    )
    paragraphs(
        document,
        ("公文正文", "{%p endfor %}"),
        ("公文正文", "{%p for ranking in rankings if ranking.indicator.binding %}"),
    )
    place(document, document.add_paragraph(style="图"), bars(height=56), "towns {{ ranking.indicator.id }}", "示例图")
    paragraphs(
        document,
        (
            "图题",
            "图{{ loop.index + 1 }}  各镇街{{ ranking.indicator.title }}（横线为达标线{{ ranking.indicator.line }}）",
        ),
        ("公文正文", "{%p endfor %}"),
    )


def _data(document: Word) -> None:
    paragraphs(
        document,
        ("一级标题", "{{ '四' if plan or progress else '三' }}、数据质量"),
        (
            "公文正文",
            (
                "本月报表共发现错误{{ quality.errors }}处、待核实{{ quality.queries }}处；{{ quality.clean }}个已报镇街无错误、无待核实。"
                "{% if findings|selectattr('can_flip')|list %}其中更正后可能改变结论的有：{% endif %}"
            ),
        ),
        ("公文正文", "{%p for finding in (findings|selectattr('can_flip')|list)[:8] %}"),
        (
            "公文正文",
            "{{ loop.index }}．{{ finding.area }}{% if finding.place %}（{{ finding.place }}）{% endif %}：{{ finding.message }}。",
        ),
        ("公文正文", "{%p endfor %}"),
        ("一级标题", "{{ '五' if plan or progress else '四' }}、工作要求"),
        (
            "公文正文",
            (
                f"请有关镇街于{BY}更正或说明数据问题，对照整改台账逐项填写整改措施并抓好落实。"
                "{% if policy.deadline %}各项约束性指标须于{{ policy.deadline }}底前达标。{% endif %}"
            ),
        ),
    )


def _signature(document: Word) -> None:
    paragraphs(
        document,
        ("公文正文", ""),
        ("公文正文", "附件：1．{{ month }}各镇街指标完成情况表"),
        ("公文正文", "　　　2．{{ month }}整改台账"),
        ("公文正文", "{%p if clauses %}"),
        ("公文正文", "　　　3．{{ month }}任务台账"),
        ("公文正文", "{%p endif %}"),
        ("公文正文", "　　　{% if clauses %}4{% else %}3{% endif %}．数据来源与口径"),
        ("公文正文", ""),
    )
    for paragraph in document.paragraphs[-9:]:  # the last words of the letter too: no page holds a signature alone
        paragraph.paragraph_format.keep_with_next = True
    for text, away in ((OFFICE, 200), ("××××年××月××日", 100)):
        signed = document.add_paragraph(text, style="落款")
        signed._p.get_or_add_pPr().append(element("ind", rightChars=away))  # noqa: SLF001
    document.paragraphs[-2].paragraph_format.keep_with_next = True
