"""The sheet 反馈: what must be corrected first, then what is to be corrected or explained, each row linked to its cell."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Final

from preschool_metrics.forms.annotated.splice import attribute, text
from preschool_metrics.forms.annotated.styles import MAIN
from preschool_metrics.model.address import a1
from preschool_metrics.model.feedback import HEADINGS, MARK, OF_FILE, Feedback, Item

_KINDS: Final = {"error": "必须改正", "query": "核实", "explained": "已说明"}
_HINT: Final = "先改正“必须改正”的问题；“核实”的问题改正数据，或属实的在黄色的“情况说明”栏逐条说明并填说明人；改好后连同本表重新上报。"
_NOTHING: Final = "没有需要改正或核实的问题。"
_HEAD: Final = 5  # the row of the headings
_LONGEST: Final = 32_767  # signs in a cell
_LINE, _TALLEST = 14.5, 400.0
_WIDTHS: Final = {
    "number": 6, "severity": 10, "rule": 8.5, "sheet": 12, "cell": 8, "kindergarten": 20, "field": 13, "value": 10,
    "expected": 12, "message": 36, "fix": 28, "explanation": 32, "explained_by": 10,
}  # fmt: skip
_COLUMNS: Final = tuple(HEADINGS)
_TO_FILL: Final = ("explanation", "explained_by")


def sheet_of(feedback: Feedback, looks: dict[str, int], *, strict: bool, linked: bool) -> bytes:
    """Return the XML of the sheet; `looks` are the numbers of its styles, `linked` says that the cells are in the workbook."""
    last = _HEAD + len(feedback.items)
    corner = f"{a1(last - 1, len(_COLUMNS) - 1)}"
    return "".join(
        (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN[strict]}">',
            '<sheetPr><tabColor rgb="FFB3441E"/><pageSetUpPr fitToPage="1"/></sheetPr>',
            f'<dimension ref="A1:{corner}"/>',
            '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">',
            f'<pane ySplit="{_HEAD}" topLeftCell="A{_HEAD + 1}" activePane="bottomLeft" state="frozen"/>',
            f'<selection pane="bottomLeft" activeCell="A{_HEAD + 1}" sqref="A{_HEAD + 1}"/></sheetView></sheetViews>',
            '<sheetFormatPr defaultRowHeight="15"/>',
            "<cols>",
            *(_column(at, name) for at, name in enumerate(_COLUMNS, 1)),
            "</cols><sheetData>",
            *_top(feedback, looks),
            *(_row(at, item, looks) for at, item in enumerate(feedback.items, _HEAD + 1)),
            "</sheetData>",
            _links(feedback.items) if linked else "",
            '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>',
            f'<ignoredErrors><ignoredError sqref="A{_HEAD + 1}:{corner}" numberStoredAsText="1"/></ignoredErrors>'
            if feedback.items
            else "",
            "</worksheet>",
        )
    ).encode()


def _column(at: int, name: str) -> str:
    return f'<col min="{at}" max="{at}" width="{_WIDTHS[name]}" customWidth="1"/>'


def _top(feedback: Feedback, looks: dict[str, int]) -> Iterator[str]:
    """Yield the rows above the findings: title, what to do, what there is, our mark, the headings."""
    counts = {word: sum(_kind(item) == kind for item in feedback.items) for kind, word in _KINDS.items()}
    tally = "　".join(f"{word} {count}" for word, count in counts.items()) if feedback.items else _NOTHING
    mark = f"{MARK}　本表由检查程序生成，上报后自动读取；请勿改动规则、单元格、幼儿园、填报项、现值各栏"
    lines = (
        (feedback.title, "title", 28),
        (tally, "hint", 18),
        (_HINT if feedback.items else "", "hint", 18),
    )
    for number, (said, look, height) in enumerate(lines, 1):
        yield f'<row r="{number}" ht="{height}" customHeight="1">{_text(f"A{number}", said, looks[look])}</row>'
    about = _text("H4", OF_FILE + feedback.about, looks["mark"]) if feedback.about else ""
    yield f'<row r="4">{_text("A4", mark, looks["mark"])}{about}</row>'
    heads = (_text(a1(_HEAD - 1, at), HEADINGS[name], looks["head"]) for at, name in enumerate(_COLUMNS))
    yield f'<row r="{_HEAD}" ht="24" customHeight="1">{"".join(heads)}</row>'


def _kind(item: Item) -> str:
    return "explained" if item.explained else item.severity


def _row(number: int, item: Item, looks: dict[str, int]) -> str:
    said = {**item._asdict(), "severity": _KINDS[_kind(item)], "rule": item.code}
    cells = [f'<c r="A{number}" s="{looks["centred"]}"><v>{number - _HEAD}</v></c>']
    for at, name in enumerate(_COLUMNS[1:], 1):
        cells.append(_text(a1(number - 1, at), str(said[name] or ""), looks[_look(name, item)]))
    return f'<row r="{number}" ht="{_height(said)}" customHeight="1">{"".join(cells)}</row>'


def _height(said: Mapping[str, object]) -> float:
    """Return a height in points that shows every text whole: not every program finds it by itself."""
    lines = (ceil(_width(str(said[name] or "")) / (_WIDTHS[name] - 1)) for name in _COLUMNS[1:])
    return min(max(lines) * _LINE + 4.0, _TALLEST)


def _width(said: str) -> int:
    return sum(2 if ord(sign) > 0x2000 else 1 for sign in said)  # noqa: PLR2004 - a Chinese sign is two wide


def _look(name: str, item: Item) -> str:
    if name in _TO_FILL:
        return "input" if item.severity == "query" else "closed"
    if name == "severity":
        return item.severity
    if name == "rule":
        return "centred"
    return "link" if name == "cell" and item.cell else "cell"


def _text(cell: str, said: str, look: int) -> str:
    """Return a cell of text: never a formula, whatever it begins with."""
    if not said:
        return f'<c r="{cell}" s="{look}"/>'
    return f'<c r="{cell}" s="{look}" t="inlineStr"><is><t xml:space="preserve">{text(said[:_LONGEST])}</t></is></c>'


def _links(items: Sequence[Item]) -> str:
    links = "".join(
        f'<hyperlink ref="{a1(number, _COLUMNS.index("cell"))}" location={attribute(_location(item))} display="{item.cell}"/>'
        for number, item in enumerate(items, _HEAD)
        if item.cell and item.sheet
    )
    return f"<hyperlinks>{links}</hyperlinks>" if links else ""


def _location(item: Item) -> str:
    return "'" + str(item.sheet).replace("'", "''") + f"'!{item.cell}"
