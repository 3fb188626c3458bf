"""The backend.

A statement of which nobody awaits the answer goes to the server with the next one, or with the commit (see
``kernel/prepared``). Here it is seen to that it always goes before whatever else is done with the connection.
"""

from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.utils import debug_transaction

from kyodo.kernel.prepared import postgresql


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for what waits."""

    def _cursor(self, name: str | None = None) -> Any:
        if postgresql.waits(self):
            with self.wrap_database_errors:
                postgresql.catch_up(self)
        return super()._cursor(name)  # type: ignore[misc]

    def _commit(self) -> Any:
        if self.connection is not None:
            with debug_transaction(self, "COMMIT"), self.wrap_database_errors:
                postgresql.commit(self)

    def _rollback(self) -> Any:
        postgresql.forget(self)
        return super()._rollback()  # type: ignore[misc]

    def _savepoint_rollback(self, sid: str) -> None:
        postgresql.forget(self)  # what was there before the savepoint went before it
        super()._savepoint_rollback(sid)  # type: ignore[misc]

    def _close(self) -> Any:
        postgresql.forget(self)
        return super()._close()  # type: ignore[misc]
