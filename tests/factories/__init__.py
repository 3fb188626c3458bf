"""Plain functions that make what a test needs; every argument has a believable default."""
