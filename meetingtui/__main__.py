"""The program: `meetingtui`, or `python -m meetingtui`."""

import gc
import sys

MANY = 50_000
"""Objects that are made before garbage is looked for."""


def main() -> int:
    """Run the command line of this process and return its exit status."""
    # What is made at the start stays; to look through it again and again took a tenth of that time.
    gc.set_threshold(MANY)
    from meetingtui.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
