"""What `check` prints: the whole assessment as text for a terminal or a pipe."""

from collections.abc import Iterable
from io import StringIO

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.report.text.areas import area_lines
from preschool_metrics.report.text.bounds import bounds_lines
from preschool_metrics.report.text.card import card
from preschool_metrics.report.text.completeness import completeness_lines
from preschool_metrics.report.text.findings import findings_lines
from preschool_metrics.report.text.frame import (
    coverage_lines,
    footer_lines,
    not_evaluated_lines,
    notes_lines,
    title_lines,
)
from preschool_metrics.report.text.policy import policy_lines
from preschool_metrics.report.text.side import side_by_side_lines

NARROWEST = 40


def render_text(assessment: Assessment, language: Language, *, width: int, color: bool, verbose: bool = False) -> str:
    """Return the document: title, cards, tables, findings, coverage, notes and footer.

    No line is wider than `width`; without `color` there is no escape sequence. Interface words are in the
    language that `speak` has set, which is the caller's to do, and the texts of the assessment in `language`.
    `verbose` lists what is else counted: findings that only inform, all files, all reasons.
    """
    width = max(width, NARROWEST)
    blocks = [
        title_lines(assessment, language, width),
        *_cards(assessment, language, width),
        bounds_lines(assessment, language, width),
        area_lines(assessment, language, width),
        side_by_side_lines(assessment, language, width),
        policy_lines(assessment, language, width),
        findings_lines(assessment, language, width, verbose=verbose),
        coverage_lines(assessment, width),
        completeness_lines(assessment, width, verbose=verbose),
        not_evaluated_lines(assessment.not_evaluated, language, width, verbose=verbose),
        notes_lines(assessment, language, width),
        footer_lines(assessment, width, verbose=verbose),
    ]
    return printed(blocks, width, color=color)


def printed(blocks: Iterable[list[Text]], width: int, *, color: bool) -> str:
    """Return blocks of lines with a blank line between them, as a terminal or a pipe takes them."""
    shown = [block for block in blocks if block]
    lines = [line for at, block in enumerate(shown) for line in ([Text(), *block] if at else block)]
    for line in lines:
        line.rstrip()
    return _colored(lines, width) if color else _plain(lines)


def _plain(lines: list[Text]) -> str:
    """Return the bare lines, as a console without colors writes them: importing rich's costs as much as bare Python."""
    for line in lines:
        line.expand_tabs(8)
    return "".join(f"{line.plain}\n" for line in lines)


def _colored(lines: list[Text], width: int) -> str:
    from rich.console import Console

    console = Console(
        file=StringIO(),
        width=width,
        force_terminal=True,
        color_system="256",
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for line in lines:
            console.print(line, no_wrap=True, overflow="ignore", crop=False, soft_wrap=True)
    return capture.get()


def _cards(assessment: Assessment, language: Language, width: int) -> list[list[Text]]:
    cards = []
    for profile in assessment.profiles:
        name = profile.district or _("All areas")
        heading = f"{name} · {profile.id}" if len(assessment.profiles) > 1 else name
        district, towns = (assessment.judged(level, profile.id) for level in ("district", "town"))
        cards.append(card(heading, district, towns, language, width))
    return cards
