"""Writes about newsletters: one function a verb, one transaction each."""
