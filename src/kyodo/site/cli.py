"""The command line: ``kyodo VERB``; verbs that are not ours pass through to Django."""

import os
import sys


def main() -> None:
    """Run one verb; Django's own commands pass through."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyodo.site.settings")
    from django.core.management import execute_from_command_line

    # A verb of two words is written with a hyphen, and a module cannot be called so.
    verb = [word if word.startswith("-") else word.replace("-", "_") for word in sys.argv[1:2]]
    execute_from_command_line(["kyodo", *verb, *sys.argv[2:]])


if __name__ == "__main__":
    main()
