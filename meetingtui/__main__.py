"""`python -m meetingtui`."""

import sys

from meetingtui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
