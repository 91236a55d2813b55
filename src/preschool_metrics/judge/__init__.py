"""Observation + threshold in force → verdict, gap, shortfall."""

from preschool_metrics.judge.judgement import judge
from preschool_metrics.judge.examples import contradicted_examples

__all__ = ["contradicted_examples", "judge"]
