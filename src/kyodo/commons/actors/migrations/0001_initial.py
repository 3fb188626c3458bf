import django.db.models.deletion
import kyodo.kernel.text.letters
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Field",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_latin", models.CharField(blank=True, max_length=80, verbose_name="name in English")),
                ("npo_number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("order", models.PositiveSmallIntegerField(default=100)),
            ],
            options={
                "verbose_name": "field",
                "ordering": ["order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Actor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("civic_group", "civic group"),
                            ("community_organization", "community organization"),
                            ("educational_institution", "educational institution"),
                            ("business", "business"),
                            ("public_body", "public body"),
                            ("intermediary", "intermediary"),
                        ],
                        max_length=30,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=200, verbose_name="name in kana")),
                ("sort_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("name_key", models.CharField(blank=True, editable=False, max_length=200)),
                ("legal_form", models.CharField(blank=True, max_length=60, verbose_name="legal form")),
                ("corporate_number", models.CharField(blank=True, max_length=13, verbose_name="corporate number")),
                ("purpose", models.TextField(blank=True, verbose_name="what it does")),
                (
                    "founded",
                    models.CharField(blank=True, help_text="year, month or day", max_length=10, verbose_name="founded"),
                ),
                ("office_address", models.CharField(blank=True, max_length=200, verbose_name="office address")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("mail", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("url", models.URLField(blank=True, verbose_name="web site")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "not public yet"), ("listed", "public"), ("withdrawn", "withdrawn")],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "listed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="in the directory since"),
                ),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("source", models.JSONField(blank=True, default=list)),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("districts", models.ManyToManyField(blank=True, related_name="actors", to="places.district")),
                ("wards", models.ManyToManyField(blank=True, related_name="actors", to="places.ward")),
                ("fields", models.ManyToManyField(blank=True, related_name="actors", to="actors.field")),
            ],
            options={
                "verbose_name": "organization",
                "verbose_name_plural": "organizations",
                "ordering": ["sort_key", "name_key", "pk"],
                "indexes": [
                    models.Index(fields=["state", "sort_key", "name_key", "id"], name="actor_listing"),
                    models.Index(fields=["state", "kind", "sort_key", "name_key", "id"], name="actor_listing_of_kind"),
                    models.Index(fields=["state", "-listed_at"], name="actor_newest"),
                    models.Index(fields=["name_key"], name="actor_by_name"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corporate_number", ""), _negated=True),
                        fields=("corporate_number",),
                        name="actor_one_per_corporate_number",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=60, verbose_name="title")),
                ("order", models.PositiveSmallIntegerField(default=100)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="seats", to="actors.actor"
                    ),
                ),
            ],
            options={
                "verbose_name": "seat",
                "ordering": ["actor", "order", "pk"],
                "constraints": [models.UniqueConstraint(fields=("actor", "title"), name="seat_once")],
            },
        ),
        migrations.CreateModel(
            name="Holding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="holdings", to="people.person"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="holdings", to="actors.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "holding",
                "ordering": ["seat", "-since"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"),
                        name="holding_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("seat",), name="holding_one_open"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                        fields=("seat", "since"),
                        name="holding_one_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HandoverNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("key", "keys and things kept"),
                            ("money", "money due"),
                            ("calendar", "calendar of the year"),
                            ("form", "forms and papers"),
                            ("note", "notes for the successor"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="what")),
                ("due", models.DateField(blank=True, null=True, verbose_name="by when")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handover_notes", to="actors.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "note for the handover",
                "ordering": ["seat", "due", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("powers", models.JSONField(default=list, verbose_name="powers")),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(verbose_name="until")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "to be signed"),
                            ("given", "in force"),
                            ("revoked", "taken back"),
                            ("over", "has ended"),
                        ],
                        default="drafted",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("given_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
                ("end_channel", models.CharField(blank=True, max_length=20, verbose_name="how it was taken back")),
                ("end_words", models.CharField(blank=True, max_length=200, verbose_name="why it ended")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates_given", to="actors.actor"
                    ),
                ),
                (
                    "holding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates", to="actors.holding"
                    ),
                ),
                (
                    "intermediary",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mandates_held", to="actors.actor"
                    ),
                ),
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
                    "renews",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewals",
                        to="actors.mandate",
                    ),
                ),
            ],
            options={
                "verbose_name": "mandate",
                "verbose_name_plural": "mandates",
                "ordering": ["-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("until__gt", models.F("since"))), name="mandate_period"),
                    models.CheckConstraint(
                        condition=models.Q(("actor", models.F("intermediary")), _negated=True),
                        name="mandate_to_another",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "given")),
                        fields=("actor", "intermediary"),
                        name="mandate_one_given",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MandateUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "power",
                    models.CharField(
                        choices=[
                            ("answer", "answer what others ask"),
                            ("decline", "decline politely"),
                            ("propose_dates", "propose dates for meeting"),
                            ("receive_offers", "receive offers and read them first"),
                            ("see_phone", "see the phone number"),
                            ("book_rooms", "book rooms"),
                            ("prepare_applications", "prepare applications"),
                        ],
                        max_length=24,
                        verbose_name="power",
                    ),
                ),
                ("what", models.CharField(max_length=200, verbose_name="what was done")),
                ("about_kind", models.CharField(blank=True, max_length=80)),
                ("about_id", models.CharField(blank=True, max_length=80)),
                ("channel", models.CharField(max_length=20)),
                ("at", models.DateTimeField(verbose_name="when")),
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
                (
                    "mandate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="actors.mandate"
                    ),
                ),
            ],
            options={
                "verbose_name": "act by mandate",
                "ordering": ["mandate", "at", "pk"],
                "indexes": [models.Index(fields=["about_kind", "about_id"], name="mandate_use_about")],
            },
        ),
        migrations.CreateModel(
            name="PaperDue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=80, unique=True)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("path", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("printed_at", models.DateTimeField(blank=True, null=True, verbose_name="printed")),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers_due", to="actors.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "paper to print",
                "ordering": ["made_at", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("printed_at", None)), fields=["made_at"], name="paper_waits")
                ],
            },
        ),
        migrations.CreateModel(
            name="Capacity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hours_a_month",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="hours a month"),
                ),
                ("busy_months", models.JSONField(blank=True, default=list, verbose_name="busy months")),
                ("most_open", models.PositiveSmallIntegerField(default=1, verbose_name="joint works at a time")),
                ("not_before", models.DateField(blank=True, null=True, verbose_name="please do not ask before")),
                ("told_on", models.DateField(verbose_name="told on")),
                ("channel", models.CharField(max_length=20, verbose_name="channel")),
                (
                    "actor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="capacity", to="actors.actor"
                    ),
                ),
                (
                    "themes",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="actors.field", verbose_name="welcome themes"
                    ),
                ),
            ],
            options={
                "verbose_name": "capacity",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("most_open__lte", 20)), name="capacity_is_sane")
                ],
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=kyodo.kernel.text.letters.new_code, max_length=6, unique=True, verbose_name="code"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ready", "to be confirmed by the successor"),
                            ("confirmed", "confirmed by the successor"),
                            ("replaced", "replaced by a newer one"),
                        ],
                        default="ready",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("left_out", models.JSONField(blank=True, default=list)),
                ("shred_after", models.DateField(verbose_name="shred after")),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                ("confirmed_how", models.CharField(blank=True, max_length=20, verbose_name="channel")),
                ("titles", models.JSONField(blank=True, default=list)),
                ("succeeded_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "holding",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.holding",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="handovers", to="actors.seat"
                    ),
                ),
            ],
            options={
                "verbose_name": "handover book",
                "verbose_name_plural": "handover books",
                "ordering": ["-made_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "ready")), fields=("seat",), name="handover_one_ready"
                    )
                ],
            },
        ),
    ]
