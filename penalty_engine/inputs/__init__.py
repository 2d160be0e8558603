"""From YAML and JSON to frozen values: every problem found, each with its place."""
