"""The engine's version: part of every receipt."""

ENGINE = "0.1.0"
