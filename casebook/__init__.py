"""Cases over time: their versions, who may do what, the workflow with its gates, receipts, the audit trail."""
