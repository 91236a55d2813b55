"""What was found in the returns, and what is to be done about it."""

from dataclasses import dataclass

from preschool_metrics.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a return.

    code            规则编号，如 PM301 · the rule
    title           规则名称 · what the rule is called
    severity        error、query 或 info · how grave it is
    severity_word   错误、核实、提示 · likewise in words
    area            镇街；没有则为空 · the town; empty where none is known
    file            文件；没有则为空 · the workbook
    place           位置，如 幼儿园名册!G5 · sheet and cell
    message         内容 · what is wrong
    value           填报的值；没有则为空 · the value found
    expected        应为；没有则为空 · what was expected
    fix             处理办法 · what to do
    affects         影响的指标 · the indicators it feeds
    can_flip        可能改变结论 · whether correcting it can change a verdict
    explained       已说明 · whether the town has explained it
    """

    code: str
    title: str
    severity: Severity
    severity_word: str
    area: str
    file: str
    place: str
    message: str
    value: str
    expected: str
    fix: str
    affects: tuple[str, ...]
    can_flip: bool
    explained: bool


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row of the list of what is to be put right (整改台账).

    number     序号 · the number of the row
    kind       target 未达标、finding 数据问题、return 缺报 · what it is about
    problem    问题 · what is the matter
    target     整改目标 · what is to be reached
    measure    整改措施；待填则为空 · how; empty for the office to fill in
    unit       责任单位 · who
    deadline   整改时限 · by when
    """

    number: int
    kind: str
    problem: str
    target: str
    measure: str
    unit: str
    deadline: str


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that a return could not be held to.

    rule     规则编号 · the rule
    title    规则名称 · what it is called
    area     镇街；没有则为空 · the town
    file     文件；没有则为空 · the workbook
    reason   原因 · why
    """

    rule: str
    title: str
    area: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quality:
    """The quality of the month's data, in numbers.

    errors      错误数 · errors
    queries     待核实数 · queries that are not explained
    infos       提示数 · remarks
    explained   已说明数 · queries that are explained
    known       有结论的镇街指标数 · figures of towns with a value
    figures     应有的镇街指标数 · figures of towns altogether
    clean       无错误、无待核实的已报镇街数 · towns that reported without an error or an open query
    """

    errors: int
    queries: int
    infos: int
    explained: int
    known: int
    figures: int
    clean: int
