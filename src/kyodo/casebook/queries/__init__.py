"""Reads for the pages, files and feeds of the casebook: what everybody may see, and nothing else."""
