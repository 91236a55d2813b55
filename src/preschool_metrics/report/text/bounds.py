"""What partial sums can still become, for the terminal: certain to be met, certain to be missed, or open."""

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR
from fractions import Fraction

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.measure.line import display, line_behind, line_text
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.observation import Judgement
from preschool_metrics.model.policy import Profile
from preschool_metrics.report.text.layout import GAP, hang, indented
from preschool_metrics.report.text.rows import in_columns
from preschool_metrics.report.text.words import BOLD, DIM, GLYPH, STYLE, listed, said, title_of


def bounds_lines(assessment: Assessment, language: Language, width: int) -> list[Text]:
    """Return for each partial figure of the district and the groups its interval, and who decides; nothing without any."""
    lines: list[Text] = []
    for profile in assessment.profiles:
        own = [each for level in ("district", "group") for each in assessment.judged(level, profile.id)]
        for area in dict.fromkeys(each.observation.area for each in own):
            known = [each for each in own if each.observation.area == area and each.observation.interval]
            lines += _area(area, known, assessment, profile, language, width - GAP) if known else []
    if not lines:
        return []
    said_so = _(
        "The least and the greatest value that each can have once the missing returns are in, by the bounds given"
    )
    heading = [said(_("With returns missing"), BOLD)]
    return [*heading, *indented(lines, GAP), *indented(hang(said(said_so, DIM), width - GAP, GAP), GAP)]


def _area(
    area: str, judgements: Sequence[Judgement], assessment: Assessment, profile: Profile, language: Language, width: int
) -> list[Text]:
    rows = [_row(each, language) for each in judgements]
    names = _missing(area, assessment, profile)
    open_ones = any(each.verdict == "no_data" for each in judgements)
    who = (_("decided by {areas}") if open_ones else _("whatever {areas} report")).format(areas=listed(names))
    return [*hang(said(area, BOLD).append_text(said(f"   {who}", DIM)), width, GAP), *in_columns(rows, width)]


def _row(judgement: Judgement, language: Language) -> list[Text]:
    indicator = judgement.observation.indicator
    low, high = judgement.observation.interval or (Fraction(0), Fraction(0))
    words = {"met": _("certain to be met"), "not_met": _("certain to be missed"), "no_data": _("open")}
    certain = Text(f"{GLYPH[judgement.verdict]} {words[judgement.verdict]}", STYLE[judgement.verdict])
    return [
        said(title_of(indicator, language)),
        said(f"{_shown(low, judgement, ROUND_FLOOR)} – {_shown(high, judgement, ROUND_CEILING)}"),
        said(line_text(judgement.threshold, indicator), DIM),
        certain,
    ]


def _shown(value: Fraction, judgement: Judgement, rounding: str) -> str:
    """Show an end rounded outward: the interval shown holds the interval."""
    return display(value.numerator, value.denominator, line_behind(judgement), rounding)


def _missing(area: str, assessment: Assessment, profile: Profile) -> list[str]:
    group = next((group.id for group in profile.groups if group.name.zh == area), None)
    inside = {each.name for each in profile.areas if group is None or each.group == group}
    return [name for name in assessment.coverage.missing if name in inside]
