"""取值: does a cell hold what its column is for (codes PM2xx; domain.md R8)."""

from typing import Final

from preschool_metrics.model.finding import Flaw
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import noticed, placed
from preschool_metrics.validate.rules.file import GOOD

_TYPES: Final = Text("数据字典：每列的类型和范围", "The data dictionary: type and bounds of each column")
_COUNTS: Final = Text("计数是 0 至 99999 的整数（R8）", "Counts are whole numbers from 0 to 99,999 (R8)")

placed(
    "not_a_number", "PM201", "error",
    Text("计数是数字", "A count is a number"), Text("{heading}“{value}”不是数字", "{heading} “{value}” is no number"),
    fix=Text("只填阿拉伯数字，说明写在“说明”表。", "Write digits only; put remarks into the sheet 说明."), basis=_COUNTS,
    reads="cell", passes=GOOD, fails=GOOD.replace("| 90 |", "| 约90 |"),
)  # fmt: skip
placed(
    "not_whole", "PM202", "error",
    Text("计数是整数", "A count is a whole number"), Text("{heading} {value} 不是整数", "{heading} {value} is no whole number"),
    fix=Text("人数、班数填整数。", "Write a whole number."), basis=_COUNTS, reads="cell", passes=GOOD, fails=GOOD.replace("| 90 |", "| 90.5 |"),
)  # fmt: skip
placed(
    "out_of_range", "PM203", "error",
    Text("数值在合理范围", "A number is in its range"), Text("{heading} {value} 超出范围（{expected}）", "{heading} {value} is out of range ({expected})"),
    fix=Text("核对该数。", "Check the number."), basis=_COUNTS, reads="cell", passes=GOOD, fails=GOOD.replace("| 90 |", "| -5 |"),
)  # fmt: skip
noticed(
    Flaw.ERROR_CELL, "PM204", "error",
    Text("没有错误值", "No cell holds an error value"), Text("{heading}是错误值 {value}", "{heading} is the error value {value}"),
    fix=Text("改正公式，或直接填数。", "Correct the formula, or write the number."), basis=_TYPES, reads="cell", passes=GOOD, fails=None,
)  # fmt: skip
noticed(
    Flaw.NO_RESULT, "PM205", "error",
    Text("公式有计算结果", "A formula has its result"),
    Text("{heading}有公式 {value} 但没有计算结果，请用 Excel/WPS 打开后另存", "{heading} has the formula {value} but no result; open the file in Excel or WPS and save it"),
    fix=Text("用 Excel/WPS 打开，保存后重报。", "Open it in Excel or WPS, save it and send it again."), basis=_TYPES, reads="cell",
    passes=GOOD, fails=GOOD.replace("| 90 |", "| =ROUND(89.7,0) |"),
)  # fmt: skip
noticed(
    Flaw.RECOMPUTED, "PM206", "info",
    Text("求和公式有计算结果", "A sum has its result"),
    Text("求和公式没有存计算结果，已重新计算", "sums whose result the file does not hold were computed anew"),
    fix=Text("用 Excel/WPS 打开后保存。", "Open it in Excel or WPS and save it."), basis=_TYPES, reads="cell",
    passes=GOOD, fails=GOOD.replace("| 90 |", "| =SUM(C3:C3)+10 |").replace("=SUM(C3:C3)+10", "=SUM(C3)"),
)  # fmt: skip
placed(
    "unknown_word", "PM207", "query",
    Text("选项用规定的词", "A choice is one of its words"), Text("{heading}“{value}”无法识别，应为：{expected}", "{heading} “{value}” is not understood; use one of: {expected}"),
    fix=Text(
        '从下拉列表选择；一贯这样写的，在版式文件（--layout）中写：[values.填报项 id] "原写法" = "规定的词"，如 [values.nature] "甲类" = "公办园"。',
        'Choose from the list; where it is always written so, say in a layout file (--layout): [values.ID] "as written" = "the word", as [values.nature] "甲类" = "公办园".',
    ), basis=_TYPES, reads="cell", passes=GOOD, fails=GOOD.replace("| 公办园 |", "| 公办托管 |"),
)  # fmt: skip
placed(
    "not_a_date", "PM208", "error",
    Text("日期和时间可识别", "A date or time is understood"), Text("{heading}“{value}”不是{expected}", "{heading} “{value}” is no {expected}"),
    fix=Text("日期写成 2024-03-01，时间写成 17:00。", "Write dates as 2024-03-01 and times as 17:00."), basis=_TYPES, reads="cell",
    passes=GOOD, fails=GOOD.replace("| 2024-03 |\n", "| 2024-03 |\n| 统计时点 | 三月底 |\n"),
)  # fmt: skip
noticed(
    Flaw.MERGED_VALUE, "PM209", "error",
    Text("数值不跨行合并", "No number is merged over rows"), Text("{heading} {value} 合并在多所幼儿园上，都不采用", "{heading} {value} is merged over several kindergartens; none of them takes it"),
    fix=Text("取消合并，分别填写。", "Unmerge the cells and fill in each."), basis=_TYPES, reads="cell", passes=GOOD, fails=None,
)  # fmt: skip
placed(
    "no_name", "PM210", "error",
    Text("每行有名称", "Every row has its name"), Text("有数据但没有名称", "there are figures but no name"),
    fix=Text("补填幼儿园或镇街名称。", "Fill in the name."), basis=_TYPES, reads="cell", passes=GOOD, fails=GOOD.replace("| 甲幼儿园 |", "|  |"),
)  # fmt: skip
noticed(
    Flaw.SCALED, "PM211", "info",
    Text("人数以“人”为单位", "Children and staff are counted in ones"), Text("{heading}以万人为单位，已换算为人", "{heading} is in ten thousands; it was converted"),
    fix=Text("以“人”为单位填写。", "Count in ones."), basis=_TYPES, reads="cell", passes=GOOD,
    fails="## 汇总表\n| 镇街 | 在园幼儿数（万人） |\n| 曹子里镇 | 0.0917 |\n",
)  # fmt: skip
placed(
    "no_value", "PM212", "error",
    Text("必填项不空", "What is needed is filled in"), Text("{heading}未填，相关指标无法计算", "{heading} is blank: the figures that need it are unknown"),
    fix=Text("补填；没有的填 0。", "Fill it in; write 0 where there is none."), basis=Text("空白不等于零", "A blank is not a nought"), reads="cell",
    passes=GOOD, fails=GOOD.replace("| 90 |", "| — |"),
)  # fmt: skip
placed(
    "part_blank", "PM213", "query",
    Text("指标要用的列不空", "Columns that an indicator uses are filled in"), Text("{heading}未填，相关指标无法计算", "{heading} is blank: the figures that need it are unknown"),
    fix=Text("补填；没有的填 0。", "Fill it in; write 0 where there is none."), basis=Text("空白不等于零", "A blank is not a nought"), reads="cell",
    passes=GOOD, fails=GOOD.replace("在园幼儿数 |", "在园幼儿数 | 教职工数 |").replace("| 90 |", "| 90 |  |").replace("| 80 |", "| 80 | 12 |"),
)  # fmt: skip
