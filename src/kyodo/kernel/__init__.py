"""The kernel: what every room needs and no civic word in it.

Time, text, search, lives, audit, trails, walls to hang things on, permissions, the one
outbox, files, idempotency and packs. It knows Django and nothing above it.
"""
