"""The case as it is being filled in: the draft, what follows from it, what has been kept, what is wrong with it."""
