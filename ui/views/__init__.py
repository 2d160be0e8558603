"""Pages: they lay out, nothing else."""
