"""表间: what must hold across the sheets of a return and across returns (domain.md R9, R19, R21; codes PM5xx)."""

from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import placed
from preschool_metrics.validate.rules.file import COVER, GOOD

placed(
    "summary_differs", "PM501", "error",
    Text("汇总表与名册一致", "The summary agrees with the roster"),
    Text("汇总表{heading}为 {value}，名册或封面为 {expected}；按名册或封面计", "the summary says {value} for {heading}, the roster or the cover gives {expected}, and that counts"),
    fix=Text("核对汇总表和名册。", "Compare the summary with the roster."), basis=Text("表间关系（R9）", "Equations between tables (R9)"), reads="return",
    needs=("summary",), passes=GOOD + "## 汇总表\n| 镇街 | 在园幼儿数 | 公办园在园幼儿数 |\n| 曹子里镇 | 170 | 90 |\n",
    fails=GOOD + "## 汇总表\n| 镇街 | 在园幼儿数 | 公办园在园幼儿数 |\n| 曹子里镇 | 171 | 90 |\n",
)  # fmt: skip
placed(
    "other_town", "PM502", "error",
    Text("名册只列本镇街的幼儿园", "The roster lists the area's own kindergartens"),
    Text("该行属于{expected}，本表是{area}的报表；未计入", "the row belongs to {expected}, the return is {area}'s; it is not counted"),
    fix=Text("改正所属镇街，或移到该镇街的报表。", "Correct the area, or move the row to that area's return."),
    basis=Text("在园幼儿按园所所在地统计（R21）", "Children are counted where the kindergarten stands (R21)"), reads="return",
    passes=COVER + "## 幼儿园名册\n| 幼儿园名称 | 所属镇街 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 曹子里镇 | 公办园 | 90 |\n",
    fails=COVER + "## 幼儿园名册\n| 幼儿园名称 | 所属镇街 | 办园性质 | 在园幼儿数 |\n| 甲幼儿园 | 陈嘴镇 | 公办园 | 90 |\n",
)  # fmt: skip
placed(
    "in_two_returns", "PM503", "query",
    Text("一所幼儿园只在一份报表", "A kindergarten is in one return"),
    Text("标识码 {value}（{name}）也在 {files}", "the code {value} ({name}) is also in {files}"),
    fix=Text("核对由哪个镇街填报。", "Settle which area reports it."), basis=Text("一园一码（R19）", "One code for each kindergarten (R19)"), reads="returns",
    needs=("roster",), passes=GOOD, fails=None,
)  # fmt: skip
