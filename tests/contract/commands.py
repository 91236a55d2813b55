"""Check, inspect and annotate one file in one process: a run of its own for each would cost three starts.

`python -m tests.contract.commands FILE OUT` ends with the highest exit code.
"""

import sys

from preschool_metrics.cli.app import run

COMMANDS = (
    ("check", "{file}", "--period", "2024-03", "--format", "json"),
    ("inspect", "{file}"),
    ("annotate", "{file}", "--out", "{out}"),
)


def main(file: str, out: str) -> int:
    """Run the commands one after the other, as each is run by itself."""
    code = 0
    for command in COMMANDS:
        sys.argv = ["preschool-metrics", *(word.format(file=file, out=out) for word in command)]
        try:
            run()
        except SystemExit as stop:
            code = max(code, stop.code if isinstance(stop.code, int) else int(stop.code is not None))
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
