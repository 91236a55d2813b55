"""Tables of a whole district: rows by sponsor, by 城区/镇区/乡村, or both, as yearbooks print them."""

from tests.grammar import words
from tests.grammar.canvas import Book
from tests.grammar.drawing import Draw
from tests.grammar.facts import Group, draw_town
from tests.grammar.headings import carried_by, different, dressed, staff_block, whole_word
from tests.grammar.surroundings import footed, titled
from tests.grammar.table import Column, Line, drawn_style, lay
from tests.grammar.truth import Truth, wants

_SPONSOR_ROWS = {
    "教育部门": ("811", "821", "831"),
    "其他部门": ("812", "822", "832"),
    "地方企业": ("891",),
    "事业单位": ("892",),
    "部队": ("893",),
    "集体": ("894",),
}


def _by_sponsor(draw: Draw, group: Group) -> list[Line]:
    """教育部门 … 集体, 民办, and below it #普惠性民办, a part that is not added."""
    suffix = draw.one(("", "", "办"))
    lines = []
    for word, codes in _SPONSOR_ROWS.items():
        members = tuple(each for each in group.kindergartens if each.nature == "public" and each.sponsor in codes)
        lines.append(
            Line("data", Group(members), {"row": word + (suffix if word in ("教育部门", "集体", "其他部门") else "")})
        )
    lines.append(Line("data", group.of("private"), {"row": "民办"}))
    part = draw.one(("#普惠性民办幼儿园", "其中：普惠性民办幼儿园", "＃普惠性民办", "  其中：普惠性民办"))
    return [*lines, Line("part", group.of("inclusive"), {"row": part})]


def _by_place(draw: Draw, group: Group) -> list[Line]:
    named = draw.one((words.PLACES, words.OLD_PLACES))
    lines = []
    for place, word in named.items():
        members = tuple(each for each in group.kindergartens if each.place == place)
        lines.append(Line("data", Group(members), {"row": word}))
    return lines


def yearbook(draw: Draw, profile: str) -> tuple[Book, Truth]:
    """Draw a table of one total and its partitions; the natures are known where the sponsors' rows are."""
    del profile
    profile = "national-2020"
    town = draw_town(draw.rng, "全区", draw.rng.randint(9, 16), nursery=False)
    group = Group(town.kindergartens)
    kind = draw.fairly("partitions", {"sponsors": 2, "places": 2, "both": 2})
    sponsors = _by_sponsor(draw, group) if kind != "places" else []
    places = _by_place(draw, group) if kind != "sponsors" else []
    total = Line("total", group, {"row": draw.one(("总计", "合计", "总 计", "合　计"))})
    at = draw.pick("total", {"first": 3, "last": 1}) if kind != "both" else "first"
    opened = draw.flag("rows open a partition", 0.3) if kind == "both" else False
    if opened:
        sponsors = [Line("section", group, {"row": "按举办者分"}, bare=True), *sponsors]
        places = [Line("section", group, {"row": "按城乡分"}, bare=True), *places]
    lines = [total, *sponsors, *places] if at == "first" else [*sponsors, *places, total]
    head = draw.one(("", "地区", "项目", "指标", "类别"))
    counted = [Column((whole_word(draw, key),), key) for key in ("kindergartens", "classes", "enrolled")] + staff_block(
        draw
    )
    columns = dressed(draw, different([Column((head,), "row", count=False), *counted]))
    book = Book()
    sheet = book.sheet(draw.one(("教基2105", "表", "Sheet1", "学前教育")))
    above = [[draw.one(("2024年", "2024年3月", "单位：人", "统计时点：2024年3月31日"))]]
    title = draw.one(("学前教育基本情况（总计）", "幼儿教育基本情况", "学前教育基本情况（分城乡）"))
    table = lay(sheet, titled(draw, sheet, title, above), columns, lines, drawn_style(draw))
    footed(draw, sheet, table.bottom)
    figures = wants(group, carried_by(columns) | ({"public", "inclusive"} if sponsors else set()), profile)
    if sponsors and places:
        # Which rows are the kinds can be read from the sponsors; that it is left unknown is a loss, no error.
        shares = ("public_share", "inclusive_coverage_rate")
        figures |= {indicator: (*figures[indicator], None) for indicator in shares}
    areas = {line.texts["row"]: wants(line.group, carried_by(columns), profile) for line in places if not line.bare}
    optional = {str(area): {indicator: (*want, None) for indicator, want in row.items()} for area, row in areas.items()}
    return book, Truth(optional, figures, allow={"PM130"})
