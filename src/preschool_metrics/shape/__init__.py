"""Grid → Draft: find the tables and their headings, match these to fields, normalise values as people type them."""

from preschool_metrics.shape.drafting import shape

__all__ = ["shape"]
