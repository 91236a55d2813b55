"""What the label of a row says by itself: a name of its own, a group of kindergartens, or what is never one of them.

A label is compared bare: in one width and without blanks.
"""

import re
from functools import lru_cache
from typing import Final

from preschool_metrics.shape.words import bare

_ORDINAL = (
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)][、.．]?|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．:：]"
    r"|第[一二三四五六七八九十]+(?:部分|类)[、:：]?)"
)
COUNT: Final = r"(?:\d+(?:所|个|人|名|园|家|班))"
_BRACKETS = r"(?:[（(].*)?[:：]?"
# A nature is no name; who runs a kindergarten, and where, may be all the name that it has: 附属幼儿园, 镇办幼儿园.
_NATURE_WORD: Final = re.compile("公办|公立|民办|私立|普惠|营利性")
_NATURE = r"(?:公办|公立|民办|私立|非?普惠性?|非?营利性|[和与及、/])"
_SPONSOR = (
    r"(?:[省市区县镇乡村街]?(?:教育部门|教育局|教育|教|[省市区县镇乡村国校厂军]|乡镇|街道?|社区|居委会?|村委会?|政府|机关|企业?|国有?企业?|地方企业|企?事业单位|事业"
    r"|部队|高校|大学|集体|个人|社会|社会力量|私人)[属办立管营]|教育部门|集体|部队|企业|事业单位|其他部门|其他"
    r"|小学附[设属]|附设|附属|独立|城区|城镇|镇区|农村|乡村|城市)"
)
GENERIC: Final = rf"(?:{_NATURE}|{_SPONSOR}|幼儿园|托幼机构|园所|园|学校|机构|类|部分)"
# The larger patterns are strings: `re` compiles and keeps one when it is met, most returns meet none of them.
_GROUP: Final = (
    rf"(?P<mark>{_ORDINAL})?{_NATURE}+(?P<noun>幼儿园|园所|园|学校|机构|类|部分)?(?:明细|情况|名单)?"
    rf"(?P<count>[（(]?共?{COUNT}[）)]?|[（(].*[）)])?[:：]?"
)
_UNNAMED: Final = rf"{_ORDINAL}?(?:{GENERIC}*|.{{1,8}}(?:片区?|学区|辖区|教育组)|[省市区县镇乡村][直级])(?:[（(]?共?{COUNT}[）)]?)?[:：]?"
_ENDS_AS_NAME = re.compile(r"(?:园|幼儿园|教学点)(?:[（(][^（()）]*[）)])?$")
_NOT_OWN = re.compile(
    r"[\d一二三四五六七八九十第、.．:：（）()共个人名家班公立民办私非普惠性营利和与及教育部门局省市区县镇乡村国校厂军街道社居委会政府机关企事业单位队高大学集体个人力量属管其他小附设独城农幼儿园托构所类分中]+"
)
_SIGN = re.compile(
    r"[计总均页例某#△▲×✕*率比增差缺标划预]|样表|其中|核定|应有|考核|任务|要求|[XxOo○〇]{2}|[上去前同]一?个?[年月期学季半次]"
)

_EXAMPLE = r"(?:填[写报])?(?:示例|举例|样例|范例|样表|例)"
_EXAMPLES = (
    rf"[（(【\[]?{_EXAMPLE}(?:[:：)）】\]\d一二三].*)?|{_EXAMPLE}(?:行|数据)|.*[（(【\[]{_EXAMPLE}\d?[)）】\]].*"
    r"|(?:示例|样例|范例)(?:幼儿园|园)"
)
_TIME = r"(?:[上去前]一?个?(?:年度?|月份?|期|学期|学年|季度?|半年|次)|同期)(?:同期|同月|末|底)*"
_EARLIER = rf"{_TIME}(?!(?:幼儿)?园$)(?:{GENERIC}|合计|总计|小计|人数|数据|数|在园|幼儿|实有)*{_BRACKETS}|.*[（(]{_TIME}数?[)）]|[比较与同].?.?{_TIME}.*"
_PLAN = (
    rf"(?:\d{{4}}年度?|[本全今明]年度?|年度|{GENERIC}|招生|学位|编制|在园|幼儿|人数)*"
    rf"(?:计划|目标|规划|预计|预测|核定|应有|标准|达标|考核|任务|要求|指标)(?:数|值|人|任务|招生|标准|线|要求|完成)*{_BRACKETS}"
)
_MEAN = r"(?:平均|均值|[园班人师生镇]均)"
_MEANS = rf".*{_MEAN}(?:数|值|人数|规模|每[园班所校人镇])?{_BRACKETS}|{_MEAN}(?!.*(?:园|教学点)$).*|每[园班所].*均.*"
_SHARES = rf".*(?:率|占比|比例|比重|百分比|同比|环比|增减|增长|增幅|差额|差异|差距|缺口)(?:数|值|情况)?[%‰]?{_BRACKETS}"
_CARRIED = r"[（(]?(?:[过转接续结][转至入]?[次下]页|[承接续]自?[上前]页|[上前]页(?:结转|转来|累计|合计|小计)).*"
_PLANNED = r"(?:\d{4}年度?|[本全今明]年度?|年度)?(?:计划|目标|规划|预计)(?:数|值|人数)?"
_BESIDE_A_NAME: Final = f"{_EXAMPLES}|{_EARLIER}|{_PLANNED}"
_NEVER: Final = f"{_EXAMPLES}|{_EARLIER}|{_PLAN}|{_MEANS}|{_SHARES}|{_CARRIED}"
_AMONG = re.compile(r"(?:其中|[#△▲])([:：、,]?)(.*)")
_SAMPLE = re.compile(r"(?:某{1,3}|[×✕xX*oO○〇]{2,6})(?:[省市区县镇乡村]|街道|社区)*(?:第一|中心|实验)?(?:幼儿园|园)")


def is_plain_name(name: str) -> bool:
    """Tell at a glance a name that can be nothing else: 晨曦幼儿园; one in doubt is not told so."""
    named = name.endswith("园") or _ENDS_AS_NAME.search(name) is not None
    return named and _SIGN.search(name) is None and (_NOT_OWN.fullmatch(name) is None or is_own_name(name))


@lru_cache(maxsize=4096)
def is_own_name(label: str) -> bool:
    """Tell a name of a kindergarten's own, 晨曦幼儿园, from words for many of them, 镇属园, and from other labels."""
    plain = bare(label)
    return _ENDS_AS_NAME.search(plain) is not None and re.fullmatch(_UNNAMED, plain) is None


@lru_cache(maxsize=4096)
def is_group(label: str) -> bool:
    """Tell a label that names kindergartens by their nature, 一、公办园（2所）; 普惠幼儿园 alone may be a name."""
    found = re.fullmatch(_GROUP, bare(label))
    return found is not None and bool(found["mark"] or found["count"] or found["noun"] != "幼儿园")


def names_nature(label: str) -> bool:
    """Tell whether a label says a nature anywhere: 合计（公办）."""
    return _NATURE_WORD.search(bare(label)) is not None


def is_attached_name(name: str) -> bool:
    """Tell the name that a kindergarten of a school may have: 小学附设幼儿园."""
    return "附" in name


@lru_cache(maxsize=4096)
def is_unnamed(label: str) -> bool:
    """Tell a label of nothing but words for many kindergartens, or of nothing at all."""
    return re.fullmatch(_UNNAMED, bare(label)) is not None


@lru_cache(maxsize=4096)
def is_among(label: str) -> bool:
    """Tell a part of what is counted elsewhere, 其中：普惠, from a name that begins so, #1幼儿园."""
    found = _AMONG.fullmatch(bare(label))
    return found is not None and (bool(found[1]) or not is_own_name(found[2]))


@lru_cache(maxsize=4096)
def is_never_data(label: str) -> bool:
    """Tell an average, a plan, an earlier month, a sum carried over a page, an example: no kindergarten whatever it says."""
    plain = bare(label)
    return _SIGN.search(plain) is not None and re.fullmatch(_NEVER, plain) is not None


@lru_cache(maxsize=4096)
def marks_no_data(label: str) -> bool:
    """Tell a mark that takes a row out even before a kindergarten's name: 例 | 某某幼儿园, 上月 | 晨曦幼儿园."""
    plain = bare(label)
    return _SIGN.search(plain) is not None and re.fullmatch(_BESIDE_A_NAME, plain) is not None


def is_sample_name(name: str) -> bool:
    """Tell the name of a form's example: 某某幼儿园, ××镇中心幼儿园."""
    return _SAMPLE.fullmatch(bare(name)) is not None
