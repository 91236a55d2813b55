"""Observation + threshold in force → verdict, gap, shortfall."""

from preschool_metrics.judge.examples import contradicted_examples
from preschool_metrics.judge.judgement import judge
from preschool_metrics.judge.tasks import judge_tasks

__all__ = ["contradicted_examples", "judge", "judge_tasks"]
