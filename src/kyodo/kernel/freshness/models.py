from django.db import models


class Beat(models.Model):
    """One of several counters whose sum is the version of all public data.

    There are several so that concurrent writers on PostgreSQL do not wait for each other.
    """

    lane = models.SmallIntegerField(primary_key=True)
    count = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.lane}: {self.count}"
