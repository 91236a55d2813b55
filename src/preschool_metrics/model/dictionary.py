"""What a field of a return is: the vocabulary in which the data dictionary (`model.returns`) is written.

Heading, features, meaning and words of a field stand beside its type and bounds and nowhere else: the form, the
grammar of headings, the JSON Schema and the docs read them from there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

from preschool_metrics.model.text import Text

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

NO_WORDS: Mapping[str, tuple[str, ...]] = {}


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
    """

    heading: Text
    meaning: Text
    features: str | tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NO_WORDS)
    unit: str = ""
    month: bool = False

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
