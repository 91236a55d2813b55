"""The rules as SARIF describes them, and what they rest on as its taxonomies: one a policy, one of the rules' bases."""

import re
from collections.abc import Iterator
from typing import Any, Final

from preschool_metrics.language import Language
from preschool_metrics.model.assessment import Assessment
from preschool_metrics.model.finding import Severity
from preschool_metrics.model.policy import Profile
from preschool_metrics.model.rule import Rule
from preschool_metrics.model.text import Text

LEVELS: Final[dict[Severity, str]] = {"error": "error", "query": "warning", "info": "note"}
_SEEN_AS: Final[dict[Severity, str]] = {"error": "error", "query": "warning", "info": "recommendation"}
_BASES: Final = "basis"
_BASES_TITLE: Final = Text("校验规则的依据", "what the rules rest on")
_FIX, _BASIS = Text("处理", "To do"), Text("依据", "Basis")
_FULL_STOP: Final = Text("。", ". ")
_PLACEHOLDER: Final = re.compile(r"\{[^}]*\}")
Described = dict[str, Any]


class Clauses:
    """The clauses of the policies and the bases of the rules, each with its place in a taxonomy."""

    def __init__(self, assessment: Assessment, language: Language) -> None:
        """Collect them in the order of the profiles and of the rules' codes."""
        self._language = language
        self._profiles = assessment.profiles
        self._of_indicator: dict[str, list[tuple[str, str]]] = {}
        self._taxa: dict[str, dict[str, str]] = {_BASES: {}}
        for rule in assessment.rules.values():
            self._taxa[_BASES].setdefault(rule.basis.say(language), rule.family.say(language))
        for profile in assessment.profiles:
            self._add(profile)

    def _add(self, profile: Profile) -> None:
        taxa = self._taxa.setdefault(profile.id, {})
        for indicator in profile.indicators:
            for threshold in indicator.thresholds:
                taxa.setdefault(threshold.clause, threshold.quote)
                places = self._of_indicator.setdefault(indicator.id, [])
                if (profile.id, threshold.clause) not in places:
                    places.append((profile.id, threshold.clause))

    def references(self) -> list[Described]:
        """Return the taxonomies as the driver names them."""
        return [{"name": name, "index": at} for at, name in enumerate(self._taxa)]

    def components(self) -> list[Described]:
        """Return the taxonomies with their taxa."""
        profiles = {profile.id: profile for profile in self._profiles}
        return [
            {
                "name": name,
                **(self._document(profiles[name]) if name in profiles else {"fullName": self._say(_BASES_TITLE)}),
                "taxa": [{"id": clause, "shortDescription": {"text": text}} for clause, text in taxa.items()],
            }
            for name, taxa in self._taxa.items()
        ]

    def of_rule(self, rule: Rule) -> Iterator[Described]:
        """Yield references to what a rule rests on: its basis, and the clauses of the indicator that it reads."""
        yield self._reference(_BASES, rule.basis.say(self._language))
        yield from self.of_indicators((rule.at,) if rule.at else ())

    def of_indicators(self, indicators: tuple[str, ...]) -> list[Described]:
        """Return references to the clauses of indicators, each once."""
        places = dict.fromkeys(place for name in indicators for place in self._of_indicator.get(name, ()))
        return [self._reference(*place) for place in places]

    def _reference(self, taxonomy: str, clause: str) -> Described:
        index = list(self._taxa[taxonomy]).index(clause)
        component = {"name": taxonomy, "index": list(self._taxa).index(taxonomy)}
        return {"id": clause, "index": index, "toolComponent": component}

    def _document(self, profile: Profile) -> Described:
        source = profile.source
        document = f"《{source.title}》{source.number}".strip()
        return {
            "fullName": self._say(profile.title),
            "organization": source.issuer,
            "releaseDateUtc": source.date.isoformat(),
            "shortDescription": {"text": document},
        }

    def _say(self, text: Text) -> str:
        return text.say(self._language)


def driver_rules(assessment: Assessment, clauses: Clauses, language: Language, help_uri: str | None) -> list[Described]:
    """Return every rule, in the order of the codes."""
    return [_described(rule, clauses, language, help_uri) for rule in assessment.rules.values()]


def _described(rule: Rule, clauses: Clauses, language: Language, help_uri: str | None) -> Described:
    title, fix, basis = (text.say(language) for text in (rule.title, rule.fix, rule.basis))
    message = _PLACEHOLDER.sub("…", rule.message.say(language))
    to_do, rests_on = _FIX.say(language), _BASIS.say(language)
    described: Described = {
        "id": rule.code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": f"{title}{_FULL_STOP.say(language)}{fix}"},
        "help": {
            "text": f"{message}\n{to_do}: {fix}\n{rests_on}: {basis}",
            "markdown": f"{message}\n\n- **{to_do}**: {fix}\n- **{rests_on}**: {basis}",
        },
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "relationships": [{"target": target, "kinds": ["relevant"]} for target in clauses.of_rule(rule)],
        "properties": {"tags": [rule.family.say(language)], "problem.severity": _SEEN_AS[rule.severity]},
    }
    return {**described, "helpUri": help_uri.replace("{code}", rule.code)} if help_uri else described
