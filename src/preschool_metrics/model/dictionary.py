"""What a field of a return is: the vocabulary in which the data dictionary (`model.returns`) is written.

Heading, features, meaning and words of a field stand beside its type and bounds and nowhere else: the form, the
grammar of headings, the JSON Schema and the docs read them from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel

from preschool_metrics.model.text import Text

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

NO_WORDS: Mapping[str, tuple[str, ...]] = {}


class Lacking(NamedTuple):
    """What a shortfall of a field counts.

    what     in a heading: 公办学位, public places
    counted  after a number, in Chinese with its measure word: 个公办学位
    """

    what: Text
    counted: Text

    def sentence(self, number: int) -> Text:
        """Say that so many are lacking."""
        return Text(f"还差 {number} {self.counted.zh}", f"{self.counted.en} short: {number}")


def lacking(zh: str, en: str, *, by: str = "名") -> Lacking:
    """Return what a shortfall counts; `by` is the measure word of one."""
    return Lacking(Text(zh, en), Text(f"{by}{zh}", en))


@dataclass(frozen=True, slots=True)
class Described:
    """The description of a field.

    heading   what the form prints over the column, in Chinese and English
    meaning   what is counted, in one sentence
    features  what a heading means that is this field, as `measure:children nature:public`; several where ways differ
              (the words themselves stand in the lexicon, shape/lexicon.toml)
    words     for a field with a closed set of values: each value and how people write it, the form's word first
    unit      what one is counted in, in Chinese as printed
    month     the value is a month, kept as YYYY-MM
    lacking   what a shortfall of it counts, where its heading alone would not say it well
    """

    heading: Text
    meaning: Text
    features: str | tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_WORDS)
    unit: str = ""
    month: bool = False
    lacking: Lacking | None = None

    def short(self) -> Lacking:
        """Return what a shortfall of it counts, by its heading where nothing else is said."""
        noun, by = self.heading.zh.removesuffix("数"), "名" if self.unit == "人" else self.unit
        return self.lacking or lacking(noun, self.heading.en.lower(), by=by)

    def ways(self) -> tuple[str, ...]:
        """Return the sets of features that are this field, each as written."""
        return (self.features,) if isinstance(self.features, str) else self.features

    def __get_pydantic_json_schema__(self, schema: "CoreSchema", handler: "GetJsonSchemaHandler") -> "JsonSchemaValue":
        """Publish heading and meaning with the field."""
        published = handler(schema)
        published.update(title=self.heading.zh, description=f"{self.meaning.zh} {self.meaning.en}")
        return published


@cache
def described(record: type[BaseModel]) -> dict[str, Described]:
    """Return the description of every field of a record, in the order of the form."""
    return {name: _description(info.metadata) for name, info in record.model_fields.items()}


def base_type(record: type[BaseModel], name: str) -> type:
    """Return the plain type of a field: int, float, str, date or time."""
    members = get_args(record.model_fields[name].annotation)
    member = next(member for member in members if member is not type(None))
    plain = get_args(member)[0] if get_args(member) else member
    return plain if isinstance(plain, type) else str


def _description(metadata: list[Any]) -> Described:
    return next(item for item in metadata if isinstance(item, Described))
