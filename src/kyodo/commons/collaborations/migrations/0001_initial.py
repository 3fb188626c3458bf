import django.db.models.deletion
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Collaboration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_reading", models.CharField(blank=True, max_length=200, verbose_name="title in kana")),
                ("aim", models.TextField(blank=True, verbose_name="aim")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("idea", "an idea"),
                            ("preparing", "in preparation"),
                            ("active", "under way"),
                            ("paused", "paused"),
                            ("done", "done"),
                            ("ended", "ended early"),
                        ],
                        default="idea",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="why it ended")),
                ("is_public", models.BooleanField(default=False, editable=False, verbose_name="public")),
                ("shown_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("source", models.JSONField(blank=True, default=list)),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("districts", models.ManyToManyField(blank=True, related_name="collaborations", to="places.district")),
                ("fields", models.ManyToManyField(blank=True, related_name="collaborations", to="actors.field")),
                ("wards", models.ManyToManyField(blank=True, related_name="collaborations", to="places.ward")),
            ],
            options={
                "verbose_name": "collaboration",
                "verbose_name_plural": "collaborations",
                "ordering": ["-shown_at", "-pk"],
                "indexes": [models.Index(fields=["is_public", "-shown_at", "-id"], name="collaboration_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "ended"), _negated=True),
                            models.Q(("end_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="collaboration_end_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.CharField(max_length=10, verbose_name="when")),
                ("title", models.CharField(max_length=150, verbose_name="what happened")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="events",
                        to="collaborations.collaboration",
                    ),
                ),
            ],
            options={
                "verbose_name": "milestone",
                "ordering": ["collaboration", "on", "pk"],
                "constraints": [models.UniqueConstraint(fields=("collaboration", "on", "title"), name="event_once")],
            },
        ),
        migrations.CreateModel(
            name="Partner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40)),
                ("name", models.CharField(blank=True, max_length=150, verbose_name="name")),
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
                ("role", models.CharField(blank=True, max_length=80, verbose_name="role")),
                ("order", models.PositiveSmallIntegerField(default=100)),
                ("since", models.CharField(blank=True, max_length=10, verbose_name="since")),
                ("until", models.CharField(blank=True, max_length=10, verbose_name="until")),
                (
                    "confirmation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("public_source", "a public source says so"),
                            ("web", "confirmed on the site"),
                            ("mail", "confirmed by mail"),
                            ("phone", "confirmed by phone"),
                            ("counter", "confirmed at the counter"),
                            ("paper", "confirmed on paper"),
                        ],
                        max_length=16,
                        verbose_name="confirmed by",
                    ),
                ),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partnerships",
                        to="actors.actor",
                    ),
                ),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="partners",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "confirmed_by",
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
                "verbose_name": "partner",
                "ordering": ["collaboration", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("collaboration", "key"), name="partner_key_once"),
                    models.UniqueConstraint(fields=("collaboration", "actor"), name="partner_actor_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("actor", None), ("name__gt", "")),
                            models.Q(("actor__isnull", False), ("name", "")),
                            _connector="OR",
                        ),
                        name="partner_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Span",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.CharField(max_length=10, verbose_name="since")),
                ("until", models.CharField(blank=True, max_length=10, verbose_name="until")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="what it was")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spans",
                        to="collaborations.collaboration",
                    ),
                ),
            ],
            options={
                "verbose_name": "period",
                "ordering": ["collaboration", "since", "pk"],
                "constraints": [models.UniqueConstraint(fields=("collaboration", "since"), name="span_once")],
            },
        ),
        migrations.CreateModel(
            name="Tie",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("people", "people"),
                            ("place", "place"),
                            ("goods", "goods"),
                            ("money", "money"),
                            ("knowledge", "knowledge"),
                            ("information", "information"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=40, verbose_name="what")),
                ("both_ways", models.BooleanField(default=False, verbose_name="both ways")),
                ("order", models.PositiveSmallIntegerField(default=100)),
                ("since", models.CharField(blank=True, max_length=10, verbose_name="since")),
                ("until", models.CharField(blank=True, max_length=10, verbose_name="until")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ties",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="gives", to="collaborations.partner"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receives",
                        to="collaborations.partner",
                    ),
                ),
            ],
            options={
                "verbose_name": "tie",
                "ordering": ["collaboration", "order", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True), name="tie_between_two"
                    ),
                    models.UniqueConstraint(fields=("source", "target", "kind", "label", "since"), name="tie_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=60, verbose_name="what is counted")),
                ("unit", models.CharField(max_length=12, verbose_name="unit")),
                ("year", models.PositiveSmallIntegerField(verbose_name="fiscal year")),
                ("value", models.DecimalField(decimal_places=2, max_digits=14, verbose_name="value")),
                (
                    "collaboration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="collaborations.collaboration",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure",
                "ordering": ["collaboration", "label", "year"],
                "constraints": [
                    models.UniqueConstraint(fields=("collaboration", "label", "year"), name="year_figure_once")
                ],
            },
        ),
    ]
