"""The register of rules: a code once, and nothing else beside it."""

import pytest

from preschool_metrics.model.rule import Facts
from preschool_metrics.model.text import Text
from preschool_metrics.validate.rule import all_rules, rule

NOTHING = Text("", "")


def test_a_code_that_is_taken_is_refused_and_says_by_which_rule() -> None:
    def check(enrolled: int) -> Facts | None:
        return {} if enrolled else None

    before = dict(all_rules())
    register = rule("PM301", "error", NOTHING, NOTHING, reads="kindergarten", fix=NOTHING, basis=NOTHING, passes={}, fails={})  # fmt: skip
    with pytest.raises(ValueError, match=r"PM301 is taken by .*age groups"):
        register(check)
    assert all_rules() == before
