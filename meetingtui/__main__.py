"""The program: `meetingtui`, or `python -m meetingtui`."""

import sys

from meetingtui import startup


def main() -> int:
    """Run the command line of this process and return its exit status."""
    startup.begin()
    from meetingtui.cli.main import main

    return main()


if __name__ == "__main__":
    sys.exit(main())
