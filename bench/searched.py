"""``python -m bench.searched``: the times of the search on the database in use; one JSON line."""

import dataclasses
import json

import django


def main() -> None:
    """Print how many documents there are and what each query cost."""
    django.setup()
    from bench.search import measure
    from kyodo.kernel.search.models import SearchDocument

    times = [dataclasses.asdict(timed) for timed in measure()]
    print(json.dumps({"documents": SearchDocument.objects.count(), "times": times}))


if __name__ == "__main__":
    main()
