"""The backend.

SQLite lets a writer who must wait look again after ever longer pauses, and whoever comes by at the right moment goes
first: of sixteen who write at once one may wait for seconds. Here they stand in line for ``BEGIN IMMEDIATE``.
"""

from typing import Any

from django.db.backends.sqlite3 import base

from kyodo.kernel.sqlite3.line import Line

#: By the name of the database: another one does not wait for it.
_lines: dict[str, Line] = {}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, but for who may begin to write."""

    def _line(self) -> Line:
        name = str(self.settings_dict["NAME"])
        return _lines.setdefault(name, Line("" if self.is_in_memory_db() else name))

    def _start_transaction_under_autocommit(self) -> None:
        # Whose turn does not come in time asks SQLite itself, which then says that the database is locked.
        self._line().enter(self, float(self.settings_dict["OPTIONS"].get("timeout", 5)))
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._line().leave(self)
            raise

    def _commit(self) -> Any:
        # One that fails is rolled back, and the next one let in then.
        done = super()._commit()  # type: ignore[misc]
        self._line().leave(self)
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._line().leave(self)

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._line().leave(self)
