"""The steps of a case, the documents that go with them and what still stands in their way."""
