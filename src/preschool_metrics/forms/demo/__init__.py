"""A year of made-up monthly returns for the towns and streets of Wuqing, with the usual faults in some of them."""

from preschool_metrics.forms.demo.faults import Planted
from preschool_metrics.forms.demo.year import FILES, Written, write_demo

__all__ = ["FILES", "Planted", "Written", "write_demo"]
