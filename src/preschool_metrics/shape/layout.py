"""The layout file: what an office says of its own workbooks, once, in TOML; refused with all its mistakes at once.

    [headings]                      # the heading, or the headings joined top-down by →, and the field's id
    "园所全称" = "name"
    "在册幼儿→计" = "enrolled"
    "上年在园" = "ignore"

    [values.nature]                 # how a field's values are written, and the value that is meant
    "教育部门" = "公办园"

    [rows]                          # the label of a row: total, subtotal, part, section, data, or ignore
    "总、计" = "total"

    [sheets]                        # what the tables of a sheet are: roster, summary, childcare_points, or ignore
    "附表1" = "roster"

    [sheets."附表2"]                # or more of it: kind, area, nature, header_rows, and headings, values, rows of its own
    kind = "roster"
    area = "杨村街道"
    nature = "public"
    header_rows = [3, 4]            # the row of the headings as Excel numbers it, or the first and the last

    [files."*杨村*.xlsx"]           # a file's name; * and ? stand for anything, {area} and {period} for what they name
    area = "杨村街道"
    period = "2024-03"

    [files."*杨村*.xlsx".sheets."附表1"]

A heading, a sheet or a file that is not there is no mistake: one layout file serves all returns of an office.
"""

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError

from preschool_metrics.catalogue.mistakes import hint, mistakes_in
from preschool_metrics.catalogue.toml_file import read_toml
from preschool_metrics.errors import LayoutError
from preschool_metrics.language import _, reason_of
from preschool_metrics.model.layout import IGNORE, Holds, Layout, RowKind, SheetLayout
from preschool_metrics.model.months import month_of
from preschool_metrics.shape.impossible import impossible
from preschool_metrics.shape.meant import closed_fields, field_ids, fields_by_heading, word_of
from preschool_metrics.shape.words import heading_path_key, sheet_key, value_key


def _known_field(name: str) -> str:
    if name == IGNORE or name in field_ids():
        return name
    near = fields_by_heading().get(name)
    said = _("; did you mean {suggestion}?").format(suggestion=near) if near else hint(name, (*field_ids(), IGNORE))
    raise ValueError(_("no field has the id {name}{hint} (docs/fields.md lists them)").format(name=name, hint=said))


def _known_nature(text: str) -> str:
    word = word_of("nature", text)
    if word is None:
        known = closed_fields()["nature"].words
        raise ValueError(
            _("{value} is none of {known}{hint}").format(value=text, known=_(", ").join(known), hint=hint(text, known))
        )
    return next(value for value, words in closed_fields()["nature"].words.items() if words[0] == word)


def _month(text: str) -> str:
    month = month_of(text)
    if month is None:
        raise ValueError(_("write a month as YYYY-MM, like 2024-03"))
    return month


def _rows(value: object) -> object:
    """Read one row as a block of its own; refuse what is no block of rows."""
    block = value if isinstance(value, list) else [value, value]
    match block:
        case [int(first), int(last)] if 1 <= first <= last and bool not in map(type, block):
            return (first, last)
    raise ValueError(_("write the row of the headings as 3, or the first and the last as [3, 4]"))


def _sheet(value: object) -> object:
    """Read what a sheet holds, said alone, as a section of this one key."""
    return {"kind": value} if isinstance(value, str) else value


def _named(text: str) -> str:
    if not text.strip():
        raise ValueError(_("there is no word in it to go by"))
    return text.strip()


FieldId = Annotated[str, AfterValidator(_known_field)]
HeaderRows = Annotated[tuple[int, int], BeforeValidator(_rows)]
Name = Annotated[str, AfterValidator(_named)]


class _Section(BaseModel):
    """What every section may hold; an unknown key is a mistake, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    headings: dict[str, FieldId] = {}
    values: dict[str, dict[str, str]] = {}
    rows: dict[str, RowKind] = {}


class SheetSection(_Section):
    """What is said of one sheet."""

    kind: Holds | None = None
    area: Name | None = None
    nature: Annotated[str, AfterValidator(_known_nature)] | None = None
    header_rows: HeaderRows | None = None


class _Sheets(_Section):
    sheets: dict[str, Annotated[SheetSection, BeforeValidator(_sheet)]] = {}
    header_rows: dict[str, HeaderRows] = {}


class FileSection(_Sheets):
    """What is said of the files of a name."""

    area: Name | None = None
    period: Annotated[str, AfterValidator(_month)] | None = None


class LayoutFile(_Sheets):
    """The file as it is written."""

    files: dict[str, FileSection] = {}


def load_layout(path: str | Path) -> Layout:
    """Load a layout file; raises LayoutError with every mistake, each with its key."""
    try:
        raw = read_toml(Path(path))
    except (OSError, ValueError) as error:
        raise LayoutError(str(path), [_("cannot be read as TOML: {error}").format(error=reason_of(error))]) from None
    return _laid_out(raw, str(path))


def _laid_out(raw: dict[str, Any], path: str) -> Layout:
    mistakes = list(impossible(raw))
    try:
        file = LayoutFile.model_validate(raw)
    except ValidationError as error:
        raise LayoutError(path, [*mistakes_in(error, raw, LayoutFile), *mistakes]) from None
    if mistakes:
        raise LayoutError(path, mistakes)
    files = tuple((pattern, _of_sheets(section)) for pattern, section in file.files.items())
    return _of_sheets(file)._replace(files=files)


def _of_sheets(section: _Sheets) -> Layout:
    """Return what a section with sheets says; the older [header_rows] beside [sheets] says the same as in it."""
    sheets = [(sheet_key(name), _of_sheet(each)) for name, each in section.sheets.items()]
    sheets += [(sheet_key(name), SheetLayout(header=rows)) for name, rows in section.header_rows.items()]
    layout = Layout(_said(section), tuple(sheets))
    return layout._replace(area=section.area, period=section.period) if isinstance(section, FileSection) else layout


def _of_sheet(section: SheetSection) -> SheetLayout:
    return _said(section)._replace(
        holds=section.kind, header=section.header_rows, area=section.area, nature=section.nature
    )


def _said(section: _Section) -> SheetLayout:
    return SheetLayout(
        headings=frozenset((heading_path_key(text), field) for text, field in section.headings.items()),
        values=frozenset(
            (field, value_key(text), word_of(field, word) or word)
            for field, words in section.values.items()
            for text, word in words.items()
        ),
        rows=frozenset((value_key(label), kind) for label, kind in section.rows.items()),
    )
