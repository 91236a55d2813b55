"""Read returns, validate them, compute the indicators and judge them: the stages in their order, on one page."""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from preschool_metrics.catalogue import DEFAULT_PROFILE, load_profile
from preschool_metrics.errors import InputError, ProfileError, UnreadableWorkbookError
from preschool_metrics.language import _, spoken
from preschool_metrics.measure import Assumed, Bounds, bounds_by_name, contradicted_examples
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.town_return import TownReturn
from preschool_metrics.read import Limits, Source, find_sources, month_of_folder, places_of
from preschool_metrics.validate import Validated, all_rules, chosen_rules, flaw_of_file
from preschool_metrics.workflow.files import Progress, context_of, examine_all, examined, laid_out
from preschool_metrics.workflow.month import Asked, assessment_of


def assess(
    paths: str | Path | Sequence[str | Path],
    *,
    profile: str | Sequence[str] = DEFAULT_PROFILE,
    period: str | None = None,
    jobs: int = 1,
    limits: Limits | None = None,
    layout: str | Path | None = None,
    require_complete: bool = False,
    bounds: Bounds | None = None,
    margin: Fraction | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    progress: Progress | None = None,
) -> Assessment:
    """Read returns, validate them, compute the indicators and judge them by each profile.

    `profile` is an id or the path of a TOML file, or several: then verdicts stand side by side.

    `bounds` of missing returns, or a `margin` around the last return of each, say what partial sums can still become.

    `period` (YYYY-MM) selects the month, by default the latest one found; earlier months become the history.
    `select` and `ignore` take codes and families of rules (PM301, PM3, 行内): what the others say is left out.
    `layout` is the path of a layout file, in which an office names its odd headings and sheets.
    Raises InputError where there is nothing to read, or nothing of the period; ProfileError for a broken profile;
    LayoutError for a broken layout file; UnknownRuleError.
    """
    asked = chosen_rules(select, ignore)
    profiles = (profile,) if isinstance(profile, str) else tuple(dict.fromkeys(profile))
    paths = [paths] if isinstance(paths, str | Path) else paths
    loaded = tuple(map(working_profile, profiles))
    all_rules()  # before the workers are forked, so that they share it
    sources, said = find_sources([Path(path) for path in paths]), laid_out(layout)
    results = list(examine_all(sources, profiles, period, jobs, limits or Limits(), progress, layout=said))
    chosen = period or max(_months(results), default=None)
    _refuse_absent(results, period)
    assumed = Assumed(bounds_by_name(bounds or {}, loaded[0]), margin)
    month = Asked(loaded, chosen, asked, assumed, require_complete)
    counted = (source for source, result in zip(sources, results, strict=True) if result.input.period in (chosen, None))
    return assessment_of(results, month, places_of(counted, [Path(path) for path in paths]))


def read_return(
    path: str | Path,
    *,
    profile: str = DEFAULT_PROFILE,
    period: str | None = None,
    layout: str | Path | None = None,
) -> tuple[TownReturn, ...]:
    """Read one workbook: the returns that it holds, validated; one but for a summary of many areas.

    The file is read in this process. Raises UnreadableWorkbookError where it is no workbook.
    """
    source = Source(Path(path), Path(path).name, month_of_folder(Path(path)))
    try:
        return examined(source, (profile,), period, Limits(), laid_out(layout)).returns
    except UnreadableWorkbookError as error:
        finding = flaw_of_file(error.flaw, error.facts, context_of(source, "", (profile,), period)).findings[0]
        error.args = (f"{source.label}: {finding.message.say(spoken())}",)
        raise


def working_profile(name: str) -> Profile:
    """Load a profile whose worked examples come out as they say."""
    profile = load_profile(name)
    wrong = contradicted_examples(profile)
    for table, codes in (("rules", profile.rules), ("severity", profile.severity)):
        unknown = [code for code in codes if code not in all_rules()]
        wrong += [_("{table}: there is no rule {code}").format(table=table, code=code) for code in unknown]
    if wrong:
        raise ProfileError(name, wrong)
    return profile


def _months(results: list[Validated]) -> set[str]:
    """Return the months of which there are files; what is no return says nothing of them."""
    return {result.input.period for result in results if result.input.period and not result.input.ignored}


def _refuse_absent(results: list[Validated], period: str | None) -> None:
    found = sorted(_months(results))
    if period and found and period not in found:
        raise InputError(_("no return of {period}; there are: {found}").format(period=period, found=", ".join(found)))
