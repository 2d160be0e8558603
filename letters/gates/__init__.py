"""Why a document is not made: what its case must hold, and what must have happened before (规则 L19, L20; documents.md)."""
