"""What the towns have to do, how fast the district moves, who moved most: a section of the 通报, and that of a notice."""

from docx.document import Document as Word

from docs.word.parts import paragraphs
from docs.word.table import Column, table_of

_SHOWN = 6  # of towns that move away, for each indicator


def add_plan(document: Word) -> None:
    """Add the section to the 通报; nothing of it stays where there is neither a plan nor a course."""
    paragraphs(
        document,
        ("公文正文", "{%p if plan or progress %}"),
        ("一级标题", "三、达标措施与进度"),
        ("公文正文", "{%p if plan %}"),
        (
            "公文正文",
            (
                "各镇街分别测算，达到全部适用达标线最少须落实{{ plan.cost }}人"
                "{% if plan.totals %}，其中{% for total in plan.totals %}{{ total.title }}{{ total.count }}（{{ total.towns }}个镇街）"
                "{{ '、' if not loop.last }}{% endfor %}，可使{{ plan.gained }}项次达标{% endif %}，见表2。"
                "{% if plan.done %}{{ plan.done|length }}个镇街已达标，无需措施。{% endif %}"
                "{% if plan.open %}{{ plan.open|join('、') }}未报或数据不全，不能测算。{% endif %}"
            ),
        ),
        ("表题", "表2  各镇街达标措施"),
    )
    table_of(
        document,
        (
            Column("镇街", 24, "{{ town.area }}"),
            Column(
                "措施", 56, "{{ town.words }}{% if not town.optimal %}（仍不能全部达标）{% endif %}", style="表文左"
            ),
            Column("人数", 13, "{{ town.cost }}"),
            Column(
                "{{ i.title }}\n{{ i.line }}",
                18,
                "{% if e.verdict == 'not_met' %}▼{% endif %}{{ e.after }}{% if e.gained %}*{% endif %}",
                ("i in plan.indicators", "e in town.effects"),
            ),
        ),
        "town in plan.towns",
        width=156,
        title="各镇街达标措施：措施、人数、各项指标措施后的值",
    )
    paragraphs(
        document,
        (
            "表注",
            "注：指标为措施后的值，*为由此达标，现值见附件1。各项率共用分母，逐项补缺口并不够，须一并测算；每名幼儿、每名教职工计1；方案已证明最少，并逐项复核。",
        ),
        ("公文正文", "{%p endif %}"),
    )
    _course(document)
    paragraphs(document, ("公文正文", "{%p endif %}"))


def _course(document: Word) -> None:
    paragraphs(
        document,
        ("公文正文", "{%p for f in district.figures if f.outlook and f.outlook.lines %}"),
        (
            "公文正文",
            (
                "全区{{ f.indicator.title }}{% if f.partial %}（据{{ f.outlook.month }}）{% endif %}："
                "{{ f.outlook.lines|join('；')|replace(' · ', '，') }}。"
            ),
        ),
        ("公文正文", "{%p endfor %}"),
        ("公文正文", "{%p for each in progress if each.since_first or each.backwards %}"),
        (
            "公文正文",
            (
                "{{ each.indicator.title }}：{% if each.since_first %}自首月起{{ each.since_first.area }}进步最大"
                "（{{ each.since_first.words }}）{% endif %}"
                "{% if each.backwards %}{{ '；' if each.since_first }}近3个月倒退的镇街有"
                f"{{% for town in each.backwards[:{_SHOWN}] %}}"
                "{{ town.area }}（每月{{ town.words }}）{{ '、' if not loop.last }}{% endfor %}"
                f"{{% if each.backwards|length > {_SHOWN} %}}等{{{{ each.backwards|length }}}}个{{% endif %}}"
                "{% endif %}。"
            ),
        ),
        ("公文正文", "{%p endfor %}"),
        ("公文正文", "{%p for each in apart %}"),
        (
            "公文正文",
            (
                "达到《{{ each.passed.document }}》全部约束性达标线、未达到《{{ each.failed.document }}》的镇街"
                "{{ each.towns|length }}个：{{ each.towns|map(attribute='area')|join('、') }}。"
            ),
        ),
        ("公文正文", "{%p endfor %}"),
    )


SET_PLANNED = "{%p set planned = town.reported and town.plan and town.plan.effects %}"


def add_next(document: Word) -> None:
    """Add to a notice what its town has to do next, in a few lines."""
    paragraphs(
        document,
        ("通知正文", "{%p if planned %}"),
        ("通知小标题", "二、下一步"),
        (
            "通知要点",
            (
                "{% if town.plan.actions %}达到全部适用达标线最少须落实{{ town.plan.cost }}人：{{ town.plan.words }}。"
                "{% for e in town.plan.effects if e.before != e.after %}{{ '届时' if loop.first }}{{ e.indicator.title }}"
                "{{ e.after }}{{ '、' if not loop.last else '。' }}{% endfor %}"
                "{% else %}{{ town.plan.words }}。{% endif %}"
                "{% for f in town.figures if f.indicator.binding and f.outlook and f.outlook.needed_words %}"
                "{{ '期限前须每月：' if loop.first }}{{ f.indicator.title }}{{ f.outlook.needed_words }}"
                "{% if f.outlook.backwards %}（近3个月倒退）{% endif %}{{ '、' if not loop.last else '。' }}{% endfor %}"
            ),
        ),
        ("通知正文", "{%p endif %}"),
    )
