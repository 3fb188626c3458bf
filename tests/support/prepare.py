"""``python -m tests.support.prepare sqlite`` (or ``postgresql``): make the migrated database before anybody waits."""

import os
import sys

from tests.support import plugin


def main(kind: str) -> None:
    """Make the database of a kind where this state of the migrations has none of it yet."""
    os.environ["DJANGO_SETTINGS_MODULE"] = f"{plugin.__package__}.settings"
    import django

    django.setup()
    from tests.support.databases import postgresql_data, sqlite_template

    {"sqlite": sqlite_template, "postgresql": postgresql_data}[kind]()


if __name__ == "__main__":
    main(sys.argv[1])
