"""What the label of a row says by itself: a name of its own, a group of kindergartens, or what is never one of them.

A label is compared bare: in one width and without blanks.
"""

import re
from functools import cache, lru_cache
from typing import Final

from preschool_metrics.shape.grammar import parse
from preschool_metrics.shape.lexicon import Feature, Features, lexicon
from preschool_metrics.shape.words import bare

_ORDINAL = (
    r"(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)][、.．]?|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、.．:：]"
    r"|第[一二三四五六七八九十]+(?:部分|类)[、:：]?)"
)
COUNT: Final = r"(?:\d+(?:所|个|人|名|园|家|班))"
_BRACKETS = r"(?:[（(].*)?[:：]?"
GENERIC: Final = "(?:[园和与及、/]|学校|托幼机构|机构|部分|类)"  # of a label that `general` has put in general words
_GENERAL: Final = frozenset(
    {"attribute:profit", "thing:kindergarten", "mark:undecided"}
    | {f"narrow:{part}" for part in ("urban", "town_seat", "rural", "attached", "rest")}
)
# The larger patterns are strings: `re` compiles and keeps one when it is met, most returns meet few.
_GROUP: Final = (
    rf"(?P<mark>{_ORDINAL})?{GENERIC}+(?:明细|情况|名单)?(?P<count>[（(]?共?{COUNT}[）)]?|[（(].*[）)])?[:：]?"
)
_UNNAMED: Final = rf"{_ORDINAL}?(?:{GENERIC}*|.{{1,8}}(?:片区?|学区|辖区|教育组)|[省市区县镇乡村][直级])(?:[（(]?共?{COUNT}[）)]?)?[:：]?"
_ENDS_AS_NAME = re.compile(r"(?:园|幼儿园|教学点)(?:[（(][^（()）]*[）)])?$")
_SIGN = re.compile(
    r"[计总均页例某#△▲×✕*率比增差缺标划预]|最[大小高低]|中位|样表|其中|核定|应有|考核|任务|要求|[XxOo○〇]{2}|[上去前同]一?个?[年月期学季半次]"
)

_EXAMPLE = r"(?:填[写报])?(?:示例|举例|样例|范例|样表|例)"
_EXAMPLES = (
    rf"[（(【\[]?{_EXAMPLE}(?:[:：)）】\]\d一二三].*)?|{_EXAMPLE}(?:行|数据)|.*[（(【\[]{_EXAMPLE}\d?[)）】\]].*"
    r"|(?:示例|样例|范例)(?:幼儿园|园)"
)
_TIME = r"(?:[上去前]一?个?(?:年度?|月份?|期|学期|学年|季度?|半年|次)|同期)(?:同期|同月|末|底)*"
_EARLIER = rf"{_TIME}(?:{GENERIC}|合计|总计|小计|人数|数据|数|在园|幼儿|实有)*{_BRACKETS}|.*[（(]{_TIME}数?[)）]|[比较与同].?.?{_TIME}.*"
_PLAN = (
    rf"(?:\d{{4}}年度?|[本全今明]年度?|年度|{GENERIC}|招生|学位|编制|在园|幼儿|人数)*"
    rf"(?:计划|目标|规划|预计|预测|核定|应有|标准|达标|考核|任务|要求|指标)(?:数|值|人|任务|招生|标准|线|要求|完成)*{_BRACKETS}"
)
_MEAN = r"(?:平均|均值|[园班人师生镇]均)"
_MEANS = rf".*{_MEAN}(?:数|值|人数|规模|每[园班所校人镇])?{_BRACKETS}|{_MEAN}(?!.*(?:园|教学点)$).*|每[园班所].*均.*|(?:最[大小高低]|中位)(?:值|数)"
_SHARES = rf".*(?:率|占比|比例|比重|百分比|同比|环比|增减|增长|增幅|差额|差异|差距|缺口)(?:数|值|情况)?[%‰]?{_BRACKETS}"
_CARRIED: Final = r"[（(]?(?:[过转接续结][转至入]?[次下]页|[承接续]自?[上前]页|[上前]页(?:结转|转来|累计|合计|小计)).*"
_PLANNED = r"(?:\d{4}年度?|[本全今明]年度?|年度)?(?:计划|目标|规划|预计)(?:数|值|人数)?"
_NAMED_SO: Final = rf"{_TIME}(?:幼儿)?园"
_BESIDE_A_NAME: Final = f"{_EXAMPLES}|{_EARLIER}|{_PLANNED}"
_NEVER: Final = f"{_EXAMPLES}|{_EARLIER}|{_PLAN}|{_MEANS}|{_SHARES}|{_CARRIED}"
_AMONG = re.compile(r"(?:其中|[#△▲])([:：、,]?)(.*)")
_SAMPLE: Final = r"(?:某{1,3}|[×✕xX*oO○〇]{2,6})(?:[省市区县镇乡村]|街道|社区)*(?:第一|中心|实验)?(?:幼儿园|园)"


@cache
def _general_words() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return the words of the lexicon for kindergartens in general, and the letters of labels made of them."""
    words = [word for word, said in lexicon().words.items() if _is_general(said) and "中心" not in word]
    pattern = re.compile(r"(?<!\d)非?(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + ")")
    return pattern, frozenset(
        "".join(words) + "0123456789一二三四五六七八九十第、.．:：（）()共个人名家班非和与及/学校托幼机构部分类"
    )


def _is_general(said: Features) -> bool:
    return any(f"{category}:{value}" in _GENERAL or category in ("nature", "sponsor") for category, value in said)


def general(label: str) -> str:
    """Return a bare label in which every word for kindergartens in general is 园: 教育部门办幼儿园小计 → 园园小计."""
    return _general_words()[0].sub("园", label)


def is_plain_name(name: str) -> bool:
    """Tell at a glance a name that can be nothing else: 晨曦幼儿园; one in doubt is not told so."""
    named = name.endswith("园") or _ENDS_AS_NAME.search(name) is not None
    return named and _SIGN.search(name) is None and (not _general_words()[1].issuperset(name) or is_own_name(name))


@lru_cache(maxsize=4096)
def is_own_name(label: str) -> bool:
    """Tell a name of a kindergarten's own, 晨曦幼儿园, from words for many of them, 镇属园, and from other labels."""
    plain = bare(label)
    return _ENDS_AS_NAME.search(plain) is not None and re.fullmatch(_UNNAMED, general(plain)) is None


@lru_cache(maxsize=4096)
def is_point(label: str) -> bool:
    """Tell a private day-care point, 小蚂蚁托幼点 or 民办看护点, from a kindergarten that is named after one."""
    return parse(label).attribute == "point_name" and _ENDS_AS_NAME.search(bare(label)) is None


@cache
def _site_words() -> re.Pattern[str]:
    words = (word for word, said in lexicon().words.items() if Feature("attribute", "campus") in said)
    return re.compile("|".join(map(re.escape, words)))


def speaks_of_sites(text: str) -> bool:
    """Tell at a glance whether a word for a site of a kindergarten stands anywhere in a text."""
    return _site_words().search(text) is not None


@lru_cache(maxsize=4096)
def names_site(label: str) -> bool:
    """Tell the name of a site of a kindergarten: 分园, 蓝天幼儿园（滨河园区）."""
    return speaks_of_sites(bare(label)) and parse(label).attribute == "campus"


def heads_sites(heading: str) -> bool:
    """Tell the heading of a column of sites, 园区, from a question about them, 是否分园."""
    return names_site(heading) and "question" not in parse(heading).marks


def is_site_alone(label: str) -> bool:
    """Tell a word for a site that says nothing of whose it is: 分园."""
    return names_site(label) and not parse(label).residue


def names_kindergarten(label: str) -> bool:
    """Tell whether a label says 幼儿园 of itself: 红旗幼儿园分园."""
    return parse(label).thing == "kindergarten"


@lru_cache(maxsize=4096)
def is_group(label: str) -> bool:
    """Tell a label that names kindergartens by their nature, 一、公办园（2所）; 普惠幼儿园 alone may be a name."""
    found, said = re.fullmatch(_GROUP, general(bare(label))), parse(label)
    if found is None or said.nature is None:
        return False
    return bool(found["mark"] or found["count"]) or not (said.sponsor or bare(label).endswith("幼儿园"))


def names_nature(label: str) -> bool:
    """Tell whether a label says a nature anywhere: 合计（公办）."""
    return parse(label).nature is not None


def is_of_some(label: str) -> bool:
    """Tell a label that says which kindergartens are meant, by their nature or where they stand: 公办, 城区, 小学附设."""
    said = parse(label)
    return bool(said.narrow) or (said.nature is not None and not (said.sponsor and said.thing))


def is_attached_name(name: str) -> bool:
    """Tell the name that a kindergarten of a school may have: 小学附设幼儿园."""
    return "附" in name


@lru_cache(maxsize=4096)
def is_unnamed(label: str) -> bool:
    """Tell a label of nothing but words for many kindergartens, or of nothing at all."""
    return re.fullmatch(_UNNAMED, general(bare(label))) is not None


@lru_cache(maxsize=4096)
def is_among(label: str) -> bool:
    """Tell a part of what is counted elsewhere, 其中：普惠, from a name that begins so, #1幼儿园."""
    found = _AMONG.fullmatch(bare(label))
    return found is not None and (bool(found[1]) or not is_own_name(found[2]))


@lru_cache(maxsize=4096)
def is_never_data(label: str) -> bool:
    """Tell an average, a plan, an earlier month, a sum carried over a page, an example: no kindergarten whatever it says."""
    plain = bare(label)
    return _SIGN.search(plain) is not None and _takes_out(_NEVER, plain)


def is_carried(label: str) -> bool:
    """Tell a sum carried over a page, 过次页: the next one on the page below begins behind it."""
    return re.fullmatch(_CARRIED, bare(label)) is not None


@lru_cache(maxsize=4096)
def marks_no_data(label: str) -> bool:
    """Tell a mark that takes a row out even before a kindergarten's name: 例 | 某某幼儿园, 上月 | 晨曦幼儿园."""
    plain = bare(label)
    return _SIGN.search(plain) is not None and _takes_out(_BESIDE_A_NAME, plain)


def _takes_out(pattern: str, plain: str) -> bool:
    return re.fullmatch(pattern, general(plain)) is not None and re.fullmatch(_NAMED_SO, plain) is None


def is_sample_name(name: str) -> bool:
    """Tell the name of a form's example: 某某幼儿园, ××镇中心幼儿园."""
    return re.fullmatch(_SAMPLE, bare(name)) is not None
