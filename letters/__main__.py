"""python -m letters."""

import sys

from letters.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
