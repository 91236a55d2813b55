"""Settings of all tests."""

import os

from hypothesis import settings

settings.register_profile("project", deadline=None)  # a slow machine is no broken law
settings.load_profile("project")
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):  # where the tests run is nothing that they are about
    os.environ.pop(name, None)
