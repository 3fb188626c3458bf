import django.db.models.deletion
import kyodo.kernel.text.letters
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=kyodo.kernel.text.letters.new_code,
                        editable=False,
                        max_length=6,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind")),
                ("about_kind", models.CharField(blank=True, max_length=80)),
                ("about_id", models.CharField(blank=True, max_length=80)),
                ("subject", models.CharField(max_length=60, verbose_name="in a few words")),
                ("question", models.TextField(max_length=1200, verbose_name="question")),
                ("takes_words", models.BooleanField(default=True, verbose_name="a line of their own words")),
                ("at_end", models.CharField(blank=True, max_length=200, verbose_name="what happens without an answer")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone for questions")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("answer_by", models.DateTimeField(verbose_name="answer by")),
                ("ladder", models.JSONField(default=list, verbose_name="reminders, in days after sending")),
                ("step", models.PositiveSmallIntegerField(default=0, verbose_name="reminders so far")),
                ("next_at", models.DateTimeField(blank=True, null=True, verbose_name="next reminder")),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("printed_at", models.DateTimeField(blank=True, null=True, verbose_name="printed")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "waiting for an answer"),
                            ("answered", "answered"),
                            ("ended", "ended without an answer"),
                            ("withdrawn", "taken back by us"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asks",
                        to="people.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asks",
                        to="actors.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "ask",
                "verbose_name_plural": "asks",
                "ordering": ["answer_by", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["next_at"], name="ask_next"),
                    models.Index(fields=["state", "answer_by"], name="ask_by_end"),
                    models.Index(fields=["about_kind", "about_id"], name="ask_about"),
                    models.Index(fields=["seat", "sent_at"], name="ask_of_seat"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("seat", None)),
                            models.Q(("person", None), ("seat__isnull", False)),
                            _connector="OR",
                        ),
                        name="ask_one_accountable",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_by__gt", models.F("sent_at"))), name="ask_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "open"), ("next_at", None), _connector="OR"),
                        name="ask_reminds_only_while_open",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("reached", "we spoke"),
                            ("later", "please call again"),
                            ("message", "left a message"),
                            ("nobody", "nobody answered"),
                        ],
                        max_length=10,
                        verbose_name="how it went",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("at", models.DateTimeField(verbose_name="when")),
                (
                    "ask",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="asks.ask"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "call",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("key", models.CharField(max_length=40)),
                ("label", models.CharField(max_length=60, verbose_name="answer")),
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="choices", to="asks.ask"
                    ),
                ),
            ],
            options={
                "verbose_name": "choice",
                "ordering": ["ask", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("ask", "number"), name="choice_number_once"),
                    models.UniqueConstraint(fields=("ask", "key"), name="choice_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("number__lte", 5)), name="choice_is_one_key"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="day")),
                ("office", models.CharField(max_length=80, verbose_name="who asked")),
                ("what", models.CharField(max_length=120, verbose_name="for what")),
                ("written_at", models.DateTimeField(auto_now_add=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="other_asks", to="actors.actor"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "ask of another office",
                "ordering": ["-on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("actor", "on", "office", "what"), name="other_ask_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="own words")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "on the web"),
                            ("mail", "by mail"),
                            ("line", "LINE"),
                            ("phone", "by phone"),
                            ("counter", "at the counter"),
                            ("fax", "by fax"),
                            ("post", "by post"),
                        ],
                        max_length=10,
                        verbose_name="came",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="received")),
                ("is_current", models.BooleanField(default=True)),
                (
                    "ask",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="replies", to="asks.ask"
                    ),
                ),
                (
                    "choice",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="asks.choice"),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="asks.reply",
                    ),
                ),
                (
                    "typed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "reply",
                "verbose_name_plural": "replies",
                "ordering": ["ask", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)), fields=("ask",), name="reply_one_counts"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WrongCodes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("network", models.CharField(max_length=40)),
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("network", "hour"), name="wrong_codes_once_an_hour")],
            },
        ),
        migrations.CreateModel(
            name="LineEvent",
            fields=[
                ("event_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
    ]
