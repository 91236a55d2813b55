"""The annexes of the 通报, across the page: the table of all towns, and the list of what is to be put right."""

from docx.document import Document as Word
from docx.enum.section import WD_SECTION

from docs.word.paper import landscape
from docs.word.parts import LOOSE, MARKED, ORIGIN, paragraphs
from docs.word.table import Column, table_of


def annex_of_towns(document: Word) -> None:
    """Add a page across with all towns."""
    landscape(document.add_section(WD_SECTION.NEW_PAGE))
    paragraphs(document, ("附件", "附件1"), ("表题", "{{ month }}各镇街指标完成情况表"))
    of_towns = ("i in indicators", "f in town.figures")
    table_of(
        document,
        (
            Column("镇街", 24, "{{ town.name }}"),
            Column("组团", 18, "{{ town.group or '—' }}"),
            Column("{{ i.title }}\n{{ i.line }}", 22, MARKED, of_towns),
            Column("约束性\n未达标\n（项）", 16, "{{ town.not_met if town.reported and town.binding else '—' }}"),
            Column(
                "缺{{ i.lacking }}",
                14,
                "{{ f.shortfall }}",
                ("i in indicators if i.binding", "f in town.figures if f.indicator.binding"),
            ),
            Column(
                "错误／核实\n（处）",
                20,
                "{% if town.reported %}{{ town.errors }}／{{ town.queries }}{% elif town.unread %}未能计入{% else %}未报{% endif %}",
            ),
        ),
        "town in (groups|sum(attribute='towns', start=())) or towns",
        width=253,
        title="各镇街指标完成情况：各项指标值与结论、未达标项数、缺口、数据问题数",
    )
    paragraphs(
        document,
        (
            "表注",
            "注：▼为未达标，底色越深离达标线越远；“—”为未报、缺数据或不适用，与0不同。缺口按各镇街分别计算，富余不抵。"
            + LOOSE,
        ),
    )


def annex_of_tasks(document: Word) -> None:
    """Add the list on a page of its own."""
    paragraphs(document, ("附件", "附件2"), ("表题", "{{ month }}整改台账"))
    document.paragraphs[-2].paragraph_format.page_break_before = True
    table_of(
        document,
        (
            Column("序号", 12, "{{ row.number }}"),
            Column("问题", 90, "{{ row.problem }}", style="表文左"),
            Column("整改目标", 50, "{{ row.target }}", style="表文左"),
            Column("整改措施", 52, "{{ row.measure }}", style="表文左"),
            Column("责任单位", 25, "{{ row.unit }}"),
            Column("整改时限", 24, "{{ row.deadline }}"),
        ),
        "row in ledger",
        width=253,
        title="整改台账：序号、问题、整改目标、整改措施、责任单位、整改时限",
    )


def annex_of_clauses(document: Word) -> None:
    """Add the list of the clauses of the plan: whose each is, and where it stands."""
    paragraphs(
        document,
        ("附件", "{%p if clauses %}"),
        ("附件", "附件3"),
        ("表题", "{{ month }}任务台账"),
        (
            "表注",
            "方案共{{ clauses|length }}条：{% for each in clause_counts %}{{ each.word }}{{ each.number }}{% if not loop.last %}、{% endif %}{% endfor %}。未写明目标的只列示，不作判定。",
        ),
    )
    document.paragraphs[-3].paragraph_format.page_break_before = True
    table_of(
        document,
        (
            Column("条款", 18, "{{ each.clause }}"),
            Column("任务", 46, "{{ each.title }}", style="表文左"),
            Column("责任单位", 50, "{{ each.responsible or '—' }}", style="表文左"),
            Column("目标", 24, "{{ each.target or '—' }}"),
            Column("完成情况", 28, "{{ each.done or '—' }}"),
            Column("进展", 20, "{{ each.word }}{% if each.before %}（上月{{ each.before }}）{% endif %}"),
            Column("缺什么", 67, "{{ each.missing or '—' }}", style="表文左"),
        ),
        "each in clauses",
        width=253,
        title="任务台账：条款、任务、责任单位、目标、完成情况、进展、缺什么",
    )
    paragraphs(document, ("表注", "{%p endif %}"))


def annex_of_sources(document: Word) -> None:
    """Add what the figures rest on: the policy, the notes on its scope, and every workbook with its hash."""
    paragraphs(
        document, ("附件", "附件{% if clauses %}4{% else %}3{% endif %}"), ("表题", "数据来源与口径"), ("表注", ORIGIN)
    )
    document.paragraphs[-3].paragraph_format.page_break_before = True
    paragraphs(
        document,
        ("表注", "{%p for note in notes %}"),
        ("表注", "· {{ note }}"),
        ("表注", "{%p endfor %}"),
        ("间隔", ""),
    )
    table_of(
        document,
        (
            Column("镇街", 30, "{{ input.area or '—' }}"),
            Column("报表", 73, "{{ input.path }}{% if not input.read %}（未读懂）{% endif %}", style="表文左"),
            Column("SHA-256", 150, "{{ input.sha256 or '—' }}"),
        ),
        "input in inputs",
        width=253,
        title="数据来源：镇街、报表文件、SHA-256",
    )
