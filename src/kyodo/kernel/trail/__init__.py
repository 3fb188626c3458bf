"""Came from: every record can say what it grew out of, and be walked both ways."""
