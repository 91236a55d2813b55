"""Draft → TownReturn + Findings: pydantic for each row, then the rules; a second pass reads the judgements."""

from preschool_metrics.validate.choice import chosen_rules, codes_of, in_force, rules_in_force
from preschool_metrics.validate.context import Context
from preschool_metrics.validate.effect import order_by_effect
from preschool_metrics.validate.explanations import heading, settle
from preschool_metrics.validate.outcomes import outcomes
from preschool_metrics.validate.periods import across_periods
from preschool_metrics.validate.report import Reporter, Told
from preschool_metrics.validate.returns import Validated, flaw_of_file, validate
from preschool_metrics.validate.rule import FAMILIES, Rule, all_rules, rule_named
from preschool_metrics.validate.second_pass import (
    double_returns,
    policies_of,
    second_pass,
    shared_codes,
)
from preschool_metrics.validate.subject import rows_of_returns, with_subjects

__all__ = [
    "FAMILIES",
    "Context",
    "Reporter",
    "Rule",
    "Told",
    "Validated",
    "across_periods",
    "all_rules",
    "chosen_rules",
    "codes_of",
    "double_returns",
    "flaw_of_file",
    "heading",
    "in_force",
    "order_by_effect",
    "outcomes",
    "policies_of",
    "rows_of_returns",
    "rule_named",
    "rules_in_force",
    "second_pass",
    "settle",
    "shared_codes",
    "validate",
    "with_subjects",
]
