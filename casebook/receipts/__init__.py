"""What a notice or decision rested on, kept whole, and replayed years later."""
