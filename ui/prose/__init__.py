"""A case, its result and its history told in words, as HTML with everything escaped."""
