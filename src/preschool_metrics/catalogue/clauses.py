"""The clauses of a profile from the file that it names: read only when somebody asks for them."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from preschool_metrics.catalogue.loader import parsed
from preschool_metrics.catalogue.mistakes import mistakes_in
from preschool_metrics.errors import ProfileError
from preschool_metrics.language import _
from preschool_metrics.model.clauses import Clause, Clauses
from preschool_metrics.model.policy import Profile


def load_clauses(profile: Profile) -> tuple[Clause, ...]:
    """Return the clauses of a profile in the order of the document; none where it names no file of them.

    Raises ProfileError with every mistake of the file.
    """
    if profile.clauses is None:
        return ()
    try:
        state = profile.clauses.stat()
    except OSError:
        raise ProfileError(profile.clauses.name, [_("the file of clauses is not there")]) from None
    clauses = _load(profile.clauses, state.st_mtime_ns, state.st_size)
    wrong = list(_contradictions(clauses, profile))
    if wrong:
        raise ProfileError(profile.clauses.name, wrong)
    return clauses


@cache
def _load(path: Path, _changed: int, _size: int) -> tuple[Clause, ...]:
    raw = parsed(path.name, path)
    try:
        return Clauses.model_validate(raw).clauses
    except ValidationError as error:
        raise ProfileError(path.name, mistakes_in(error, raw, Clauses)) from None


def _contradictions(clauses: tuple[Clause, ...], profile: Profile) -> Iterator[str]:
    """Yield what no clause says wrong by itself: an id twice, an indicator that the profile does not have."""
    for what, names in (
        ("clause", [each.id for each in clauses]),
        ("task", [task.id for each in clauses for task in each.counted]),
    ):
        twice = [name for name, times in Counter(names).items() if times > 1]
        if twice:
            yield _("the same twice: {what} {names}").format(what=what, names=_(", ").join(twice))
    for each in clauses:
        for name in each.indicators:
            if profile.indicator(name) is None:
                yield _("{clause}: there is no indicator {name}").format(clause=each.id, name=name)
