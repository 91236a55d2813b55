"""What the terminal output says of a judgement: glyph, word, line, gap and shortfall, and in which colour.

Blue is met and orange is not, never red against green; the glyph and the word always stand there too. Every
glyph is in GBK, or a redirected Chinese console would fail.
"""

from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from rich.text import Text

from preschool_metrics.language import Language, _, harmless, spoken
from preschool_metrics.measure.line import lacking_in
from preschool_metrics.model.measures import heading_of
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Basis, Indicator, Verdict
from preschool_metrics.report.words import verdict_word

MET: Final = "color(32)"
NOT_MET: Final = "color(166)"
DIM: Final = "dim"
BOLD: Final = "bold"
GLYPH: Final[dict[Verdict, str]] = {"met": "√", "not_met": "×", "no_data": "—", "not_applicable": "·"}
STYLE: Final[dict[Verdict, str]] = {"met": MET, "not_met": NOT_MET, "no_data": DIM, "not_applicable": DIM}
UNKNOWN: Final = "—"


def plain(written: str) -> str:
    """Return a text that steers nothing, and whose dots are as wide on every terminal."""
    return harmless(written).replace("…", "...")


def said(written: str, style: str = "") -> Text:
    """Return a text to print, harmless whatever it holds."""
    return Text(plain(written), style)


def verdict_text(verdict: Verdict) -> Text:
    """Return glyph and word of a verdict."""
    return Text(f"{GLYPH[verdict]} {verdict_word(verdict)}", STYLE[verdict])


def basis_word(basis: Basis) -> str:
    """Return the basis of the population in words."""
    return _("resident population") if basis == "resident" else _("registered population")


def listed(words: list[str]) -> str:
    """Return words as a list."""
    return _(", ").join(words)


def standing(judgement: Judgement) -> str:
    """Return how much a line counts that does not bind: strived for (力争), or printed for information."""
    if judgement.binding:
        return ""
    return _("aim") if judgement.applies else _("for information")


def value_of(judgement: Judgement) -> str:
    """Return the value as printed, nothing where there is none."""
    return "" if judgement.display == UNKNOWN else judgement.display


def gap_of(judgement: Judgement) -> str:
    """Return the distance to the line in words, with the decimals of the value; nothing if there is none."""
    if not judgement.gap or judgement.verdict != "not_met":
        return ""
    amount = _("{number} points").format(number=_decimals(judgement, percent=True))
    if judgement.observation.indicator.display == "one_to_n":
        amount = _decimals(judgement, percent=False)
    below = judgement.threshold.direction == "at_least"
    return (_("under by {amount}") if below else _("over by {amount}")).format(amount=amount)


def shortfall_of(judgement: Judgement) -> str:
    """Return how many children, places or staff are lacking, in words; nothing if none are."""
    if not judgement.shortfall:
        return ""
    indicator = judgement.observation.indicator
    if indicator.display == "percent" and judgement.threshold.direction == "at_most":
        return _("too many: {number}").format(number=judgement.shortfall)
    return lacking_words(indicator, judgement.shortfall)


def lacking_words(indicator: Indicator, number: int) -> str:
    """Return that so many children, places or staff are lacking."""
    return lacking_in(indicator).sentence(number).say(spoken())


def title_of(indicator: Indicator, language: Language) -> str:
    """Return the title of an indicator."""
    return plain(indicator.title.say(language))


def field_title(name: str, language: Language) -> str:
    """Return the heading of a field; its name if no record knows it."""
    return plain(heading_of(name).say(language))


def _decimals(judgement: Judgement, *, percent: bool) -> str:
    """Round the gap so that value and gap as shown make up the line."""
    shown = len(judgement.display.rstrip("%").partition(".")[2])
    rounding = ROUND_HALF_DOWN if judgement.threshold.direction == "at_least" else ROUND_HALF_UP
    gap = (judgement.gap or Decimal()) * (100 if percent else 1)
    return f"{gap.quantize(Decimal(1).scaleb(-shown), rounding):f}"
