"""Observation + threshold in force → verdict, gap, shortfall."""

from preschool_metrics.judge.examples import contradicted_examples
from preschool_metrics.judge.judgement import judge

__all__ = ["contradicted_examples", "judge"]
