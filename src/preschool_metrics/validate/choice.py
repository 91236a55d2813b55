"""Which rules are asked for, and how seriously a policy takes them."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from typing import Final

from preschool_metrics.errors import UnknownRuleError
from preschool_metrics.language import _
from preschool_metrics.model.finding import Finding
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.severity import Severity
from preschool_metrics.validate.rule import FAMILIES, Rule, all_rules

_PREFIX: Final = "PM"
_MISREAD: Final = str.maketrans("OIL", "011")


def chosen_rules(select: Iterable[str] = (), ignore: Iterable[str] = ()) -> frozenset[str]:
    """Return the codes that are selected, by default all, without those that are ignored.

    A rule is called by its code (PM301), several by the beginning of their codes (PM3, PM32) or by their family in
    either language (行内, row). Raises UnknownRuleError.
    """
    selected = codes_of(select)
    return frozenset(selected or all_rules()) - frozenset(codes_of(ignore))


def codes_of(words: Iterable[str]) -> list[str]:
    """Return the codes of the rules that words call, in the order of the codes; raises UnknownRuleError."""
    called = {code for word in words for code in _called(word.strip())}
    return [code for code in all_rules() if code in called]


def _called(word: str) -> Iterator[str]:
    families = {name.casefold(): digit for digit, family in FAMILIES.items() for name in family}
    start = _PREFIX + families.get(word.casefold(), word.upper().removeprefix(_PREFIX))
    codes = [code for code in all_rules() if code.startswith(start)] if start != _PREFIX else []
    if not codes:
        raise _unknown(word, [*all_rules(), *families])
    yield from codes


def _unknown(word: str, known: list[str]) -> UnknownRuleError:
    said, meant = _("there is no rule and no family {word}").format(word=word), _suggestion(word, known)
    if meant:
        said += _("; did you mean {suggestion}?").format(suggestion=meant)
    return UnknownRuleError(said, word, meant)


def _suggestion(word: str, known: list[str]) -> str | None:
    """Return the known word that is most like one; of a code O, I and L are taken for digits."""
    tries = (word.upper().translate(_MISREAD), word.casefold())
    return next((match for each in tries for match in get_close_matches(each, known, 1)), None)


def rules_in_force(codes: Container[str], profiles: Iterable[Profile]) -> dict[str, Rule]:
    """Return rules by code with the severity that the profiles give them."""
    severities = _severities(profiles)
    return {
        code: replace(rule, severity=severities.get(code, rule.severity))
        for code, rule in all_rules().items()
        if code in codes
    }


def in_force(findings: Iterable[Finding], profiles: Iterable[Profile]) -> list[Finding]:
    """Return findings with the severity that the profiles give their rules."""
    severities = _severities(profiles)
    return [
        finding.model_copy(update={"severity": severities[finding.code]}) if finding.code in severities else finding
        for finding in findings
    ]


def _severities(profiles: Iterable[Profile]) -> dict[str, Severity]:
    """Of several profiles the first that names a rule counts."""
    return {code: severity for profile in reversed(list(profiles)) for code, severity in profile.severity.items()}
