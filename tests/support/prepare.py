"""``python -m tests.support.prepare``: make the migrated databases of both kinds before anybody waits for them."""

import os

from tests.support import plugin


def main() -> None:
    """Make what this state of the migrations has none of yet."""
    os.environ["DJANGO_SETTINGS_MODULE"] = f"{plugin.__package__}.settings"
    import django

    django.setup()
    from tests.support.databases import postgresql_data, sqlite_template

    sqlite_template()
    postgresql_data()


if __name__ == "__main__":
    main()
