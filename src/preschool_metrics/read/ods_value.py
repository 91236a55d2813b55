"""What a cell of an OpenDocument sheet holds: a value, an error, or a formula without a result."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from math import isfinite
from typing import Final

from preschool_metrics.model.grid import Value
from preschool_metrics.read.placed import Read

OFFICE: Final = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
TABLE: Final = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
TEXT: Final = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_CALCEXT: Final = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
# As shown in place of a result; a formula's only, because people write such things too.
_ERROR = re.compile(r"#[A-Z0-9/]{2,8}[!?]?|(?:Err|错误)[:：]?\s?\d{3}")
_DURATION = re.compile(r"P(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:[.,]\d+)?)S)?)?")
_REFERENCE = re.compile(r"\[\.([$A-Z0-9]+)(?::\.([$A-Z0-9]+))?\]")
_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = datetime(2000, 1, 1)  # noqa: DTZ001 - only its time of day is used
_TRUTHS: Final = ("TRUE", "FALSE")
_NO_NUMBER: Final = "#NUM!"
_FORMULA: Final = f"{TABLE}formula"
_TYPE: Final = f"{OFFICE}value-type"
_EXTENDED_TYPE: Final = f"{_CALCEXT}value-type"


def read_value(attributes: Mapping[str, str], text: str) -> Read | None:
    """Return what a cell holds by its attributes and its text, None where it holds nothing."""
    formula = attributes.get(_FORMULA)
    kind = attributes.get(_TYPE)
    if kind is None and formula is None:
        return Read(text) if text else None
    shown = text.strip()
    if attributes.get(_EXTENDED_TYPE) == "error" or (formula is not None and _ERROR.fullmatch(shown)):
        return Read("", error=shown or "#ERROR")
    value = _value(kind, attributes, text)
    if isinstance(value, float) and not isfinite(value):
        return Read("", error=_NO_NUMBER)
    if isinstance(value, float) and shown in _TRUTHS:
        return Read(bool(value))  # so LibreOffice keeps a truth value that it took over from .xlsx
    if value == "" and formula is not None and kind != "string":
        return Read("", formula=plain_formula(formula))
    return None if value == "" else Read(value)


def _value(kind: str | None, attributes: Mapping[str, str], text: str) -> Value:
    """Return the value stated for a cell, else the text shown in it; a value that is none is that text too."""
    name, convert = _KINDS.get(kind or "", _KINDS["float"])
    stated = attributes.get(name)
    if stated is None:
        return text
    try:
        return convert(stated)
    except (ValueError, OverflowError):
        return text or stated


def _moment(stated: str) -> Value:
    return datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)


def _duration(stated: str) -> Value:
    """Return a time of day for less than a day."""
    found = _DURATION.fullmatch(stated)
    if not found:
        raise ValueError(stated)
    days, hours, minutes = (int(part or 0) for part in found.groups()[:3])
    span = timedelta(days, float((found.group(4) or "0").replace(",", ".")), hours=hours, minutes=minutes)
    return (_MIDNIGHT + span).time() if span < _DAY else span


def _truth(stated: str) -> Value:
    return stated.lower() == "true"


_KINDS: Final[Mapping[str, tuple[str, Callable[[str], Value]]]] = {
    "float": (f"{OFFICE}value", float),
    "percentage": (f"{OFFICE}value", float),
    "currency": (f"{OFFICE}value", float),
    "date": (f"{OFFICE}date-value", _moment),
    "time": (f"{OFFICE}time-value", _duration),
    "boolean": (f"{OFFICE}boolean-value", _truth),
    "string": (f"{OFFICE}string-value", str),
}


def plain_formula(formula: str) -> str:
    """Return a formula as a spreadsheet shows it, without the sign: of:=SUM([.A1:.A3];[.B1]) → SUM(A1:A3,B1)."""
    bare = formula.partition("=")[2] or formula

    def reference(found: re.Match[str]) -> str:
        return ":".join(filter(None, found.groups()))

    return _REFERENCE.sub(reference, bare).replace(";", ",")
