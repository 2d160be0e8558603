"""The lawyer's questions, a module each: which law, whether, how much, by which procedure, what is open."""
