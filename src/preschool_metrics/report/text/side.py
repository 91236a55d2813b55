"""Policies side by side: the areas that pass one and fail the other."""

from collections.abc import Iterator
from itertools import permutations

from rich.text import Text

from preschool_metrics.language import Language, _
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.observation import Judgement
from preschool_metrics.report.tally import bound_of, tally_of
from preschool_metrics.report.text.layout import GAP, hang, indented
from preschool_metrics.report.text.words import BOLD, DIM, listed, plain, said, title_of


def side_by_side_lines(assessment: Assessment, language: Language, width: int) -> list[Text]:
    """Return for each two of several profiles the areas that meet every binding target of one and miss one of the other."""
    if len(assessment.profiles) == 1:
        return []
    lines: list[Text] = []
    for one, other, areas in apart(assessment):
        heading = _("meet all of {one}, not all of {other}: {number}").format(one=one, other=other, number=len(areas))
        lines += indented(hang(said(heading), width - GAP, GAP), GAP)
        told = [
            f"{plain(area)} ({listed([title_of(each.observation.indicator, language) for each in missed])})"
            for area, missed in areas
        ]
        lines += indented(hang(said(listed(told), DIM), width - 2 * GAP, GAP), 2 * GAP)
    nobody = hang(said(_("no area passes one and fails another"), DIM), width - GAP, GAP)
    return [said(_("Policies side by side"), BOLD), *(lines or indented(nobody, GAP))]


def apart(assessment: Assessment) -> Iterator[tuple[str, str, list[tuple[str, list[Judgement]]]]]:
    """Yield two policies and the areas that pass the first and fail the second, with the targets that they miss there."""
    bound = {profile.id: bound_of(assessment.judged("town", profile.id)) for profile in assessment.profiles}
    for one, other in permutations(bound, 2):
        missed = {area: [each for each in own if each.verdict == "not_met"] for area, own in bound[other].items()}
        areas = [(area, own) for area, own in missed.items() if own and tally_of(bound[one].get(area, ())).all_met]
        if areas:
            yield one, other, areas
