"""文件: what comes back in 说明 and 反馈 (codes PM15x)."""

from typing import Final

from preschool_metrics.model.feedback import HEADINGS, MARK, OF_FILE, SHEET
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import placed
from preschool_metrics.validate.rules.file import GOOD

_BASIS: Final = Text("核实问题改正或说明（逐条说明情况）", "A query is corrected or explained, one by one")
_SAID: Final = "## 说明\n| 规则编号 | 单元格 | 说明内容 | 说明人 |\n"
_DOUBTED: Final = GOOD.replace("曹子里镇", "曹子裡镇")
_ALONE: Final = f"## {SHEET}\n| {MARK} |\n| {OF_FILE}曹子里镇.xls |\n| " + " | ".join(HEADINGS.values()) + " |\n"

placed(
    "explained_error", "PM151", "info",
    Text("说明的是核实问题，不是错误", "What is explained is a query, not an error"),
    Text("{rule} 是错误，只能改正，不能以说明代替", "{rule} is an error: it can only be corrected, not explained"),
    fix=Text("改正数据；核实类问题才可以说明。", "Correct the figures; only queries can be explained."), basis=_BASIS,
    passes=_DOUBTED + _SAID + "| PM114 | B1 | 系统字库如此 | 张三 |\n",
    fails=GOOD.replace("| 90 |", "| 约90 |") + _SAID + "| PM201 | C2 | 估计数 | 张三 |\n",
)  # fmt: skip
placed(
    "explains_nothing", "PM152", "info",
    Text("说明对得上问题", "An explanation has something to explain"),
    Text("没有可说明的问题（规则 {rule}，单元格 {place}）：已改正，或规则、单元格写错", "there is nothing to explain (rule {rule}, cell {place}): it was corrected, or rule or cell are mistyped"),
    fix=Text("已改正的删去该条；否则按检查结果抄写规则编号和单元格。", "Delete it if it was corrected; else copy rule and cell from the findings."), basis=_BASIS,
    passes=_DOUBTED + _SAID + "| PM114 | B1 | 系统字库如此 | 张三 |\n",
    fails=GOOD + _SAID + "| PM114 | B1 | 系统字库如此 | 张三 |\n",
)  # fmt: skip
placed(
    "feedback_alone", "PM153", "info",
    Text("工作簿是报表", "The workbook is a return"),
    Text("是“{value}”的反馈表，只读取其中的情况说明", "it holds the feedback on {value}; only the explanations in it are read"),
    fix=Text("与报表放在同一文件夹。", "Keep it in the folder of the return."), basis=_BASIS, passes=GOOD, fails=_ALONE,
)  # fmt: skip
