"""The case file over time: versions, drafts, lists, numbers, documents, attachments, who works on it."""
