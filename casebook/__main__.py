"""`python -m casebook`: see cli.py."""

import sys

from casebook.cli import main

sys.exit(main())
