"""The joint least-action plan: the only place that knows a solver."""
