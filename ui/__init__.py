"""The desk: everything Qt, nothing else."""
