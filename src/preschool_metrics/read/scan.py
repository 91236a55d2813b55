"""A sheet's XML looked through at a glance, as bytes: does the fast reader see all that the sheet holds?

What is written as every office program writes it is told by a few scans; a sheet that is written in any other way, or
that holds what the fast reader does not show, is parsed. So a scan may suspect too much, and never too little.
Cells and rows that hold nothing but a format cost nothing, wherever they are.

Each scan is linear: from each place where it starts it looks no further than to the next `<` or `>`, or over no more
than a fixed number of signs. Most start from one rare letter, for `re` then leaps from one to the next.
"""

import re
from typing import Final

_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml[^<>]*\?>\s*")
_MARKS: Final = (b"<!", b"<?")  # a comment, CDATA, a processing instruction
_BREAKS: Final = (b"\n", b"\r", b"\t")
_SIGNS: Final = (
    re.compile(rb":(?=(?:row|c|f|v)\b)"),  # names with a prefix, which no other scan knows: <x:c>
    re.compile(rb"""e(?<=["']e)["']"""),  # t="e": an error
    re.compile(rb"""h(?=idden\s{0,9}=\s{0,9}["'](?:1|true))"""),
    re.compile(rb"f(?:(?<=/f)\s*>|(?<=<f)[^<]*/>)\s*</c\b"),  # a formula without a result
    re.compile(rb"""s(?<=["']s)["'](?![^<>]{0,100}><v>\d+</v>)"""),  # t="s": the index of a shared string
)
_NO_NUMBER = re.compile(rb"<v(?!>[-+.\dEe]+</v></c>)")
_TEXT = re.compile(
    rb"""<c\b[^<>]{0,100}\st="str"[^<>]{0,100}>(?:<f\b[^<>]{0,400}>(?:[^<]*</f>)?)?"""
    rb"""<v(?!>[-+.\dEe]+</v></c>)>[^<&]*</v></c>"""
)
_NOUGHT = re.compile(rb"f(?:(?<=/f)|(?<=<f)[^<>]{0,400}/)><v>-?0(?:\.0{0,20})?</v>")
_ODD_REFERENCE = re.compile(rb"""r(?<= r)(?=\s|=[^"])""")
_BROKEN_LINE = re.compile(rb"[\t\r\n]r[\s=]")
# A cell that holds nothing is <c … />: it may lie anywhere, and a row that holds none costs nothing either.
_EMPTY: Final = rb"""(?:[^<>"'/]|"[^<>"]{0,99}"){0,400}/>"""  # the rest of a tag that ends there: nothing is in it
_NOT_NEAR = re.compile(rb""" r="(?![A-Z]{1,2}[1-9]\d{0,3}"|\d{1,4}"|[A-Z]{0,3}\d{1,7}"%b)""" % _EMPTY)
_NOT_ORDINARY = re.compile(rb""" r="(?![A-C]?[A-Z][1-9]\d{0,5}"|\d{1,7}"|[A-Z]{1,3}\d{1,7}"%b)""" % _EMPTY)
_ROW = re.compile(rb"""<row\b(?: r="(\d{1,7})")?(?!%b)""" % _EMPTY)
_SPARSE: Final = 4
_HEAD: Final = 10_000
_FAR_COLUMN: Final = 702  # from AAA on
_ORDINARY_WIDTH: Final = 104  # up to CZ
_AREA: Final = 30_000_000  # of blanks, as the fast reader lays them out
_BLANKS: Final = 64  # for each cell that is filled


def sees_whole(xml: bytes) -> bool:
    """Tell that the fast reader sees all that a sheet holds, and takes none of its values for another.

    It shows neither errors nor formulas without a result nor what is hidden. Of a value that is not written as a plain
    number it makes a text, or nothing, or the number before the comment; of such an index the first shared string.
    """
    body = _body(xml)
    if any(xml.find(mark[1:], body) >= 0 and xml.find(mark, body) >= 0 for mark in _MARKS):
        return False
    if any(sign.search(xml) for sign in _SIGNS):
        return False
    # Beside numbers there may be texts that are results; an entity in one is not resolved.
    return _NO_NUMBER.search(xml) is None or len(_NO_NUMBER.findall(xml)) == len(_TEXT.findall(xml))


def has_nought(xml: bytes) -> bool:
    """Tell that a formula's result is 0: what a library writes in place of a result that nobody has calculated."""
    return _NOUGHT.search(xml) is not None


def fills_evenly(xml: bytes) -> bool:
    """Tell that a sheet without prefixes has no cell far out: none beyond column ZZ, and no gap of many rows.

    A long sheet has none beyond column CZ, or it is parsed.
    """
    body = _body(xml)
    if _ODD_REFERENCE.search(xml) or (any(xml.find(sign, body) >= 0 for sign in _BREAKS) and _BROKEN_LINE.search(xml)):
        return False
    if _NOT_NEAR.search(xml) is None:
        return True
    if _NOT_ORDINARY.search(xml):
        return False
    rows = _ROW.findall(xml, 0, max(xml.rfind(b"</c>"), 0))  # behind the last cell that is filled there may be any
    last = max(map(int, rows), default=0) if b"" not in rows else 0
    filled = xml.count(b"</c>")
    return b"" not in rows and not is_spread(filled, len(rows), last, _ORDINARY_WIDTH)


def _body(xml: bytes) -> int:
    """Return where the document begins, behind its declaration and the line break after it."""
    prologue = _PROLOGUE.match(xml)
    return prologue.end() if prologue else 0


def is_spread(filled: int, rows: int, bottom: int, right: int) -> bool:
    """Tell cells so far apart that a dense reader would fill the memory with blanks; a return's own never are.

    filled, rows    filled cells, and rows that hold any
    bottom, right   how many rows and columns there are from A1 to the last of them
    """
    gaping = bottom > _SPARSE * rows + _HEAD
    return gaping or right > _FAR_COLUMN or bottom * right > max(_AREA, _BLANKS * filled)
