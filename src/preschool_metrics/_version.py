"""The version, as a constant: `--version` must not read the installed metadata to know it."""

__version__ = "0.1.0"
