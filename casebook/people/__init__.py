"""Accounts, passwords, sessions."""
