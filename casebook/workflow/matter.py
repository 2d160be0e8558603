"""What is under decision: the facts, evidence and proposals of a case file, as one digest. Whoever agreed agreed to this."""

from typing import Final

from casebook.plain import Plain, digest, to_text

PARTS: Final = (
    "party", "conducts", "evidence", "suspected_crime", "business_activity", "decided_by", "authority", "joint_with",
)  # fmt: skip


def matter(content: dict[str, Plain]) -> str:
    """The digest; events, contacts and numbers do not change it."""
    return digest(to_text({part: content[part] for part in PARTS if content.get(part) is not None}))
