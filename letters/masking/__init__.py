"""The public copy (公示版): what leads to a natural person is masked in the file's own words, before any document is made of them."""

from letters.masking.copying import public
from letters.masking.suspects import Suspect, unmasked_suspects

__all__ = ["Suspect", "public", "unmasked_suspects"]
