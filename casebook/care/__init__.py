"""Backup, restore, export, import, verification."""
