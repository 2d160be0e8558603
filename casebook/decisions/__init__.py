"""What was decided, act by act: rows derived from the receipts of decisions; earlier cases like one; the year in figures."""
