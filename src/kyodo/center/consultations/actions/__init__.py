"""Writes: one function a verb, each one transaction with its audit row. No audit row holds what somebody told."""
