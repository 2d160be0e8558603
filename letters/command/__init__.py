"""python -m letters: what may be typed, many cases at once, files written whole or not at all."""
