"""Settings of all tests."""

from hypothesis import settings

settings.register_profile("project", deadline=None)  # a slow machine is no broken law
settings.load_profile("project")
