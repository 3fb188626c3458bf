"""The command line: ``kyodo VERB``; verbs that are not ours pass through to Django."""

import os
import sys


def main() -> None:
    """Run one verb; Django's own commands pass through."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyodo.site.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["kyodo", *sys.argv[1:]])


if __name__ == "__main__":
    main()
