"""Policy as data: the profiles that are shipped, and the loader that also takes a user's own."""

from preschool_metrics.catalogue.areas import Register, Resolution, name_in
from preschool_metrics.catalogue.bounds import load_bounds
from preschool_metrics.catalogue.loader import DEFAULT_PROFILE, load_profile, shipped_profiles

__all__ = ["DEFAULT_PROFILE", "Register", "Resolution", "load_bounds", "load_profile", "name_in", "shipped_profiles"]
