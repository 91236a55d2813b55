"""A text in every language of the tool."""

from typing import Final, NamedTuple

from preschool_metrics.language import Language


class Text(NamedTuple):
    """The same text in Chinese and in English: written side by side, so that neither can be forgotten."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """Return the text in a language."""
        return self.zh if language == "zh" else self.en

    def fill(self, **facts: object) -> "Text":
        """Return the text with its `{placeholders}` filled, in both languages; a Text among the facts fills its own.

        A long value is cut: a message is read, and the value stands in its cell.
        """
        return Text(*(getattr(self, lang).format(**_in(facts, lang)) for lang in ("zh", "en")))


_MOST: Final = 200  # characters of a value: a cell holds 32,767


def _in(facts: dict[str, object], language: Language) -> dict[str, object]:
    return {name: _shown(fact, language) for name, fact in facts.items()}


def _shown(fact: object, language: Language) -> object:
    if isinstance(fact, Text):
        return fact.say(language)
    return f"{fact[:_MOST]}…" if isinstance(fact, str) and len(fact) > _MOST else fact
