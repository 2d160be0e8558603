"""Ranges, years and earlier cases drawn."""
