"""The page of a group: its total, its towns beside each other, and what each has to do."""

from docx.document import Document as Word

from docs.word.paper import compact, letter
from docs.word.parts import LOOSE, MARKED, ORIGIN, SET_SHADES, paragraphs, small_multiples
from docs.word.table import Column, table_of


def group() -> Word:
    """Return the template."""
    document = letter("{{ group.name }}{{ month }}学前教育指标情况")
    compact(document.sections[0])
    paragraphs(
        document,
        ("通知正文", SET_SHADES),
        ("通知标题", "{{ group.name }}{{ month }}学前教育指标情况"),
        (
            "通知正文",
            (
                "{% if group.lead %}牵头园：{{ group.lead }}。{% endif %}镇街{{ group.towns|length }}个："
                "{{ group.towns|map(attribute='name')|join('、') }}；"
                "已报{{ group.towns|selectattr('reported')|list|length }}个。"
            ),
        ),
        ("通知小标题", "一、各镇街指标"),
    )
    _towns(document)
    paragraphs(
        document,
        (
            "表注",
            "注：▼为未达标，底色越深离达标线越远；“—”为未报、缺数据或不适用。组团合计供比较。" + LOOSE,
        ),
        ("通知小标题", "{%p if group.total %}"),
        ("通知小标题", "二、组团合计走势"),
    )
    small_multiples(document, "group.total.figures", columns=3, width=156, height=27)
    paragraphs(
        document,
        ("表注", "图中虚线为达标线，断开处缺数据。"),
        ("通知小标题", "{%p endif %}"),
        ("通知小标题", "{%p if group.towns|selectattr('plan')|list %}"),
        ("通知小标题", "各镇街下一步"),
        ("通知正文", "{%p for town in group.towns if town.plan %}"),
        (
            "通知正文",
            "{{ town.name }}：{% if town.plan.actions %}最少须落实{{ town.plan.cost }}人，{% endif %}{{ town.plan.words }}。",
        ),
        ("通知正文", "{%p endfor %}"),
        ("通知小标题", "{%p endif %}"),
        ("通知小标题", "{%p if group.towns|sum(attribute='ledger', start=()) %}"),
        ("通知小标题", "需整改事项"),
    )
    _tasks(document)
    paragraphs(document, ("通知小标题", "{%p endif %}"), ("间隔", ""), ("表注", ORIGIN))
    return document


def _towns(document: Word) -> None:
    table_of(
        document,
        (
            Column("镇街", 26, "{{ town.name }}"),
            Column("{{ i.title }}\n{{ i.line }}", 19, MARKED, ("i in indicators", "f in town.figures")),
            Column(
                "错误／核实",
                22,
                "{% if town.reported %}{{ town.errors }}／{{ town.queries }}{% elif town.unread %}未能计入{% else %}未报{% endif %}",
            ),
        ),
        "town in group.towns + ((group.own,) if group.own else ()) + ((group.total,) if group.total else ())",
        width=156,
        title="组团内各镇街的各项指标，其后为单独上报的牵头园（不计入合计），末行为组团合计",
    )


def _tasks(document: Word) -> None:
    table_of(
        document,
        (
            Column("镇街", 22, "{{ row.unit }}"),
            Column("问题", 64, "{{ row.problem }}", style="表文左"),
            Column("整改目标", 42, "{{ row.target }}", style="表文左"),
            Column("整改时限", 24, "{{ row.deadline }}"),
        ),
        "row in group.towns|sum(attribute='ledger', start=())",
        width=156,
        title="组团内各镇街需整改的事项：镇街、问题、整改目标、整改时限",
    )
