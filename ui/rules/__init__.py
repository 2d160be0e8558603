"""The rulebook to be read: every item by its id, found by words, said in words, with the line where it stands."""
