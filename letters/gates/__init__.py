"""What must have happened before a document is made: notice, periods, hearing, review, payment (规则 L19, L20)."""
