"""Nothing personal is kept longer than it is needed: every period of the rooms is looked at once a day."""

from datetime import timedelta

from django.utils import timezone

from kyodo.kernel.registry import RETENTION


def erase() -> str:
    """Erase what is older than its period; returns how many of each. One that fails does not keep the others."""
    done: list[str] = []
    failed: list[Exception] = []
    for period in RETENTION:
        try:
            done.append(f"{period.key} {period.erase(timezone.now() - timedelta(days=period.days))}")
        except Exception as error:
            failed.append(error)
    if failed:
        raise ExceptionGroup("periods of retention", failed)
    return ", ".join(done)
