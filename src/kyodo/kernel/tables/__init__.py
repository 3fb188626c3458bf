"""Tables as files: the one writer of CSV in the house."""
