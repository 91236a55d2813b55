"""A text in every language of the tool."""

from typing import NamedTuple

from preschool_metrics.language import Language


class Text(NamedTuple):
    """The same text in Chinese and in English: written side by side, so that neither can be forgotten."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """Return the text in a language."""
        return self.zh if language == "zh" else self.en

    def fill(self, **facts: object) -> "Text":
        """Return the text with its `{placeholders}` filled, in both languages; a Text among the facts fills its own."""
        return Text(*(getattr(self, lang).format(**_in(facts, lang)) for lang in ("zh", "en")))


def _in(facts: dict[str, object], language: Language) -> dict[str, object]:
    return {name: fact.say(language) if isinstance(fact, Text) else fact for name, fact in facts.items()}
