"""What documents say of a case, sentence by sentence: acts, findings, discretion, history."""
