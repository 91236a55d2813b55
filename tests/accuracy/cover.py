"""The cover: who reports what month, and the population, on a sheet of its own or in lines above the table."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from preschool_metrics.model.dictionary import described
from preschool_metrics.model.returns import Cover
from tests.accuracy.book import Content, Dated, Page, Placed, placed
from tests.accuracy.choose import Chooser
from tests.accuracy.spelling import number_as_text

MONTHS: Final = ("{y}-{m:02}", "{y}年{m}月", "{y}年{m:02}月", "{y}.{m}", "{y}/{m:02}", "{y}{m:02}", "{y}年{m}月份")
_POPULATIONS: Final = (("3_5",), ("3", "4", "5"), ("3", "4", "5", "3_5"), ("unnamed",), ("3_5", "registered"), ())
_LONG: Final = {"unnamed": "population_3_5", "registered": "population_registered_3_5"}
_PEOPLE: Final = {"filled_by": "张三", "reviewed_by": "李 四", "phone": "022-82171234", "area_code": ""}
STYLES: Final = ("left", "beside", "below", "lines", "joined")


@dataclass
class Lines:
    """The entries of a cover: label and what stands beside it, by field; and what is true."""

    entries: list[tuple[str, str, Content]] = field(default_factory=list)
    population: int | None = None
    truth: dict[str, Placed] = field(default_factory=dict)


def lines_of(choose: Chooser, area: str, code: str, period: str, population: int) -> Lines:
    """Return the entries: the area, the month, the population in one of its forms, and who filled it in."""
    lines = Lines()
    _add(choose, lines, "area", area)
    year, month = map(int, period.split("-"))
    if choose.chance(20):
        day = date(year, month, 28)
        days: tuple[Content, ...] = (f"{day:%Y-%m-%d}", f"{year}年{month}月28日", _day(day))
        _add(choose, lines, "reference_date", choose.pick(days))
    else:
        texts = [way.format(y=year, m=month) for way in MONTHS]
        months: list[Content] = [*texts, _day(date(year, month, 1)), int(texts[5])]
        _add(choose, lines, "period", choose.pick(months) if choose.chance(50) else months[0])
    _add_population(choose, lines, population)
    for name, text in _PEOPLE.items():
        if choose.chance(20):
            _add(choose, lines, name, text or code)
    if choose.chance(40):
        day = date(year + month // 12, month % 12 + 1, 5)
        ways: tuple[Content, ...] = (_day(day), f"{day:%Y年%m月%d日}", f"{day:%Y-%m-%d}")
        _add(choose, lines, "submitted_on", choose.pick(ways))
    return lines


def _day(day: date) -> Dated:
    return Dated(datetime(day.year, day.month, day.day), "yyyy-mm-dd")  # noqa: DTZ001 - dates of a sheet have no zone


def _add_population(choose: Chooser, lines: Lines, population: int) -> None:
    way = choose.plain_or(60, _POPULATIONS[0], _POPULATIONS)
    three, four = population // 3, population // 3 + population // 9
    values = {"3": three, "4": four, "5": population - three - four, "registered": population + 7}
    for part in way:
        value = values.get(part, population)
        text = number_as_text(choose.random, value, "人")
        _add(choose, lines, _LONG.get(part, f"population_resident_{part}"), text if choose.chance(30) else value)
    lines.population = population if way else None


def _add(choose: Chooser, lines: Lines, name: str, content: Content) -> None:
    description = described(Cover)[name]
    label = choose.plain_or(40, description.heading.zh, (description.heading.zh, *description.also))
    if description.unit and choose.chance(20):
        label += choose.pick(("（人）", "(人)"))
    lines.entries.append((name, label, content))


def draw_cover(choose: Chooser, page: Page, lines: Lines, top: int, left: int, style: str) -> int:
    """Draw the entries from a cell on in one of STYLES; return the first row below them."""
    if style in ("lines", "joined"):
        return _draw_texts(choose, page, lines, top, left, joined=style == "joined")
    if style == "below":
        for at, (name, label, content) in enumerate(lines.entries):
            page.put(top, left + at, label)
            _value(page, lines, name, content, (top + 1, left + at))
        return top + 2
    across = 2 if style == "beside" else 1
    gap = choose.plain_or(20, 1, (2, 3))
    colon = choose.plain_or(30, "", ("：", ":", " ："))
    for at, (name, label, content) in enumerate(lines.entries):
        row, column = top + at // across, left + at % across * (gap + 1)
        page.put(row, column, label + colon)
        if gap > 1 and style == "left":
            page.merge(row, column, row, column + gap - 1)
        _value(page, lines, name, content, (row, column + gap))
    return top + -(-len(lines.entries) // across)


def _value(page: Page, lines: Lines, name: str, content: Content, at: tuple[int, int]) -> None:
    page.put(*at, content)
    lines.truth[name] = placed(content, *at)


def _draw_texts(choose: Chooser, page: Page, lines: Lines, top: int, left: int, *, joined: bool) -> int:
    """Draw 键：值 in one cell each, or several in one cell."""
    row = top
    colon = choose.plain_or(30, "：", (":", "： ", " ："))
    together: list[tuple[str, str]] = []
    for name, label, content in lines.entries:
        together.append((name, f"{label}{colon}{_as_text(content)}"))
        if not joined or len(together) == 3 or name == lines.entries[-1][0]:
            gap = choose.pick(("\u3000\u3000", "    ", "；", "，", "\n"))
            tail = choose.plain_or(20, "", ("单位：人", "单位：人、个", "（公章）"))
            page.put(row, left, gap.join([text for _, text in together] + ([tail] if tail else [])))
            lines.truth |= {each: placed(None, row, left) for each, _ in together}
            together, row = [], row + 1
    return row


def _as_text(content: Any) -> str:  # noqa: ANN401 - any content of a cell
    return f"{content.value:%Y-%m-%d}" if isinstance(content, Dated) else str(content).strip()
