"""区级任务, 镇街任务 and 托幼点名册: what must hold in the rows that feed the clauses of a policy."""

from typing import Final

from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import placed
from preschool_metrics.validate.rules.file import GOOD

_ROWS: Final = Text("任务逐行填报", "Tasks row by row")
_DISTRICT: Final = "## 封面\n| 填报单位 | 武清区 |\n| 报表月份 | 2024-03 |\n## 区级任务\n| 任务 | 完成数 | 完成日期 |\n"
_GOOD: Final = _DISTRICT + "| 成立综合协调组 | 1 | 2023-03-15 |\n"
_POINTS: Final = GOOD + "## 托幼点名册\n| 托幼点名称 | 在托幼儿数 |\n| 甲示例托幼点 | 12 |\n"

placed(
    "task_in_the_future", "PM214", "error",
    Text("完成日期不晚于报表月份", "A task is not done after the month of the return"),
    Text("“{task}”完成日期 {value} 晚于报表月份，未计为完成", "“{task}” is said to be done on {value}, after the month of the return; it is not counted"),
    fix=Text("核对完成日期和报表月份。", "Check the day, and the month of the return."), basis=_ROWS, reads="cell",
    passes=_GOOD, fails=_GOOD.replace("2023-03-15", "2024-04-15"),
)  # fmt: skip
placed(
    "task_without_day", "PM318", "query",
    Text("完成的任务有完成日期", "A task that is done has a day"),
    Text("“{task}”已完成，没有完成日期", "“{task}” is done, without a day"),
    fix=Text("补填完成日期；不能确定日期的请说明。", "Write the day; explain where it cannot be told."), basis=_ROWS, reads="cell",
    passes=_GOOD, fails=_GOOD.replace("2023-03-15", ""),
)  # fmt: skip
placed(
    "task_over_total", "PM319", "error",
    Text("完成数不超过任务数", "No more is done than there is to do"),
    Text("“{task}”完成数 {value}，最多为 {expected}，未采用", "“{task}” is done {value} times, of {expected} at most; it is not taken"),
    fix=Text("一次性任务完成填1，未完成填0；逐镇街任务填完成的镇街数。", "Write 1 for what is done once, 0 where it is not done; else the number of towns that have done it."),
    basis=_ROWS, reads="cell", passes=_GOOD, fails=_GOOD.replace("| 1 |", "| 3 |"),
)  # fmt: skip
placed(
    "task_twice", "PM417", "error",
    Text("任务不重复", "No task stands twice"),
    Text("任务“{task}”重复，与 {related} 是同一项，只计前一次", "the task “{task}” stands twice, as in {related}; only the first counts"),
    fix=Text("删去重复的行。", "Delete one of the rows."), basis=_ROWS, reads="table",
    passes=_GOOD, fails=_GOOD + "| 综合协调组 | 0 |  |\n",
)  # fmt: skip
placed(
    "point_twice", "PM416", "error",
    Text("托幼点不重复", "No day-care point stands twice"),
    Text("托幼点“{value}”重复，与 {related} 是同一处，只计前一次", "the day-care point “{value}” stands twice, as in {related}; only the first counts"),
    fix=Text("删去重复的行；不同的点写全称区别。", "Delete one of the rows; tell different ones apart by their full names."),
    basis=Text("一点一行", "One row for each point"), reads="table",
    passes=_POINTS, fails=_POINTS + "| 甲 示例托幼点 | 12 |\n",
)  # fmt: skip
