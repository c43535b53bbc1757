"""The program: `meetingtui`, or `python -m meetingtui`."""

import sys

INTERRUPTED = 130


def main() -> int:
    """Run the command line of this process and return its exit status."""
    try:
        # Also what is imported takes so long that somebody may have thought better of it.
        from meetingtui import startup

        startup.begin()
        from meetingtui.cli.main import main

        return main()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
