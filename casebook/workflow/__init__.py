"""The way of a case: what has happened, at which stage it is, which gates are open, what is due when."""
