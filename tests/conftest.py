"""Settings of all tests."""

import os

from hypothesis import settings

# A slow machine is no broken law, and a landing does not hang on luck: CI draws the same examples every time.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")
for name in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):  # where the tests run is nothing that they are about
    os.environ.pop(name, None)
