"""The law, pure: a rulebook and a case go in, a reasoned assessment comes out."""

from penalty_engine.assess import assess
from penalty_engine.inputs.casefile import load_case, read_case
from penalty_engine.inputs.rulebook_reading import load_rulebook
from penalty_engine.problems import InputError, Problem
from penalty_engine.version import ENGINE

__version__ = ENGINE
__all__ = ["InputError", "Problem", "__version__", "assess", "load_case", "load_rulebook", "read_case"]
