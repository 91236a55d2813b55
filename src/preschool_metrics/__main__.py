"""`python -m preschool_metrics`."""

from preschool_metrics.cli import main

if __name__ == "__main__":
    main()
