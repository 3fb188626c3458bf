"""Backup and restore: one archive of database and files, the same for SQLite and PostgreSQL.

The archive is a tar file: ``manifest.json`` first, then every table as lines of JSON, then
every file; a seal over all bytes stands behind it. What is derived (search indexes, cache)
is not kept but made anew.
"""
