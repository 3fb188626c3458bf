import django.db.models.deletion
import django.db.models.functions.datetime
import kyodo.kernel.notices.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Gate",
            fields=[
                ("key", models.CharField(max_length=260, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="key")),
                (
                    "token",
                    models.CharField(
                        default=kyodo.kernel.notices.models.new_token, editable=False, max_length=32, unique=True
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("recipient", models.CharField(max_length=120, verbose_name="recipient")),
                ("channel", models.CharField(default="mail", max_length=20, verbose_name="channel")),
                ("address", models.CharField(max_length=254, verbose_name="address")),
                ("address_key", models.CharField(editable=False, max_length=254)),
                ("language", models.CharField(default="ja", max_length=10, verbose_name="language")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                ("html", models.TextField(blank=True, verbose_name="text as HTML")),
                ("reply_to", models.CharField(blank=True, max_length=254, verbose_name="replies go to")),
                (
                    "unsubscribe_url",
                    models.CharField(blank=True, max_length=500, verbose_name="address to end these messages"),
                ),
                ("about_kind", models.CharField(blank=True, max_length=80, verbose_name="kind of thing")),
                ("about_id", models.CharField(blank=True, max_length=80, verbose_name="thing")),
                (
                    "urgency",
                    models.CharField(
                        choices=[("now", "now"), ("digest", "in the weekly digest")],
                        default="now",
                        max_length=10,
                        verbose_name="urgency",
                    ),
                ),
                ("not_before", models.DateTimeField(blank=True, null=True, verbose_name="not before")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting"),
                            ("sending", "being sent"),
                            ("sent", "sent"),
                            ("failed", "failed, will be tried again"),
                            ("given_up", "could not be sent"),
                            ("gathered", "put into a digest"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="attempts")),
                ("attempt", models.CharField(blank=True, editable=False, max_length=32)),
                ("worker", models.CharField(blank=True, editable=False, max_length=80, verbose_name="worker")),
                ("lease_until", models.DateTimeField(blank=True, editable=False, null=True)),
                ("next_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="tried again at")),
                (
                    "was_in_doubt",
                    models.BooleanField(default=False, editable=False, verbose_name="may have arrived twice"),
                ),
                (
                    "said",
                    models.CharField(blank=True, editable=False, max_length=200, verbose_name="answer of the channel"),
                ),
                (
                    "made_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name="written"
                    ),
                ),
                ("claimed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="sent")),
                (
                    "digest",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="notices.notice",
                    ),
                ),
                ("cards", models.JSONField(blank=True, default=list, editable=False)),
                ("counted_in", models.CharField(blank=True, editable=False, max_length=7)),
                ("other_address", models.CharField(blank=True, editable=False, max_length=254)),
                ("other_channel", models.CharField(blank=True, editable=False, max_length=20)),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["queued", "failed"])),
                        fields=["urgency", "not_before", "next_at"],
                        name="notices_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("state", "sending")), fields=["lease_until"], name="notices_leased"
                    ),
                    models.Index(fields=["address_key", "made_at"], name="notices_by_address"),
                    models.Index(fields=["recipient", "claimed_at"], name="notices_by_recipient"),
                    models.Index(fields=["about_kind", "about_id"], name="notices_about"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sending"), _negated=True),
                            models.Q(("attempt__gt", ""), ("lease_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="notices_sending_has_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "gathered"), _negated=True), ("digest__isnull", False), _connector="OR"
                        ),
                        name="notices_gathered_has_digest",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Quota",
            fields=[
                ("channel", models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name="channel")),
                ("most", models.PositiveIntegerField(verbose_name="messages a month")),
            ],
        ),
        migrations.CreateModel(
            name="Used",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=20)),
                ("month", models.CharField(max_length=7)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("channel", "month"), name="notices_used_once_a_month")],
            },
        ),
    ]
