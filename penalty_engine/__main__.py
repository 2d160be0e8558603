"""`python -m penalty_engine`: see cli.py."""

import sys

from penalty_engine.cli import main

sys.exit(main())
