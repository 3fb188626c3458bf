import django.db.models.deletion
import kyodo.commons.actors.names
import uuid
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("bookings", "0001_initial"),
        ("files", "0001_initial"),
        ("gatherings", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "gathering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="plan",
                        serialize=False,
                        to="gatherings.gathering",
                    ),
                ),
                ("purpose", models.TextField(blank=True, max_length=1000, verbose_name="what it is to change")),
                ("lead", models.CharField(blank=True, max_length=100, verbose_name="who is in charge")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "plan",
            },
        ),
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                (
                    "gathering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="questionnaire",
                        serialize=False,
                        to="gatherings.gathering",
                    ),
                ),
                ("own_question", models.CharField(blank=True, max_length=150, verbose_name="one question of your own")),
                ("is_open", models.BooleanField(default=True, verbose_name="takes answers")),
                ("told_at", models.DateTimeField(blank=True, editable=False, null=True)),
            ],
            options={
                "verbose_name": "questionnaire",
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "gathering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="report",
                        serialize=False,
                        to="gatherings.gathering",
                    ),
                ),
                ("happened", models.TextField(max_length=4000, verbose_name="what happened")),
                (
                    "learned",
                    models.TextField(blank=True, max_length=2000, verbose_name="what we learned for the next time"),
                ),
                ("signed_up", models.PositiveIntegerField(blank=True, null=True, verbose_name="people signed up")),
                ("came", models.PositiveIntegerField(blank=True, null=True, verbose_name="people came")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since"),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "report",
                "ordering": ["-published_at"],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(default=kyodo.commons.actors.names.new_slug, max_length=80, unique=True)),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.TextField(max_length=4000, verbose_name="what is looked for")),
                ("who_may", models.CharField(max_length=300, verbose_name="who may propose")),
                ("offers", models.CharField(blank=True, max_length=300, verbose_name="what the center contributes")),
                ("opens_at", models.DateTimeField(verbose_name="opens at")),
                ("closes_at", models.DateTimeField(verbose_name="closes at")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("withdrawn", "withdrawn")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since"),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "call",
                "verbose_name_plural": "calls",
                "ordering": ["-opens_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="call_forward"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("channel", models.CharField(max_length=10, verbose_name="how it came")),
                (
                    "satisfaction",
                    models.CharField(
                        blank=True,
                        choices=[("very", "very good"), ("good", "good"), ("so_so", "so-so"), ("poor", "not so good")],
                        max_length=10,
                        verbose_name="Was it good to have come?",
                    ),
                ),
                (
                    "learnt_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("circular", "the page that is passed round"),
                            ("poster", "a poster or leaflet"),
                            ("site", "this site"),
                            ("newsletter", "the newsletter or the city's paper"),
                            ("friend", "somebody told me"),
                            ("other", "another way"),
                        ],
                        max_length=12,
                        verbose_name="Where did you hear of it?",
                    ),
                ),
                (
                    "next_step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("join", "take part in an activity"),
                            ("learn", "come to another course"),
                            ("tell", "tell others of it"),
                            ("nothing", "nothing just now"),
                        ],
                        max_length=10,
                        verbose_name="What next?",
                    ),
                ),
                ("own_answer", models.CharField(blank=True, max_length=400)),
                ("words", models.CharField(blank=True, max_length=600, verbose_name="in your words")),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="courses.questionnaire"
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
            },
        ),
        migrations.CreateModel(
            name="TakenRoom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "booking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bookings.booking"
                    ),
                ),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="gatherings.occurrence"
                    ),
                ),
            ],
            options={
                "verbose_name": "room",
                "ordering": ["occurrence__starts_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "gathering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="posting",
                        serialize=False,
                        to="gatherings.gathering",
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="handed in")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "handed in"),
                            ("published", "published"),
                            ("returned", "sent back to be mended"),
                            ("refused", "refused"),
                        ],
                        default="submitted",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("by_rule", models.BooleanField(default=False, verbose_name="by rule")),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("unclear", "When, where or for whom is not clear"),
                            ("sales", "It sells or advertises something"),
                            ("religion", "Its purpose is religious or for a political party"),
                            ("no_contact", "Nobody is named whom people can ask"),
                            ("not_civic", "It is not an activity for the community"),
                            ("other", "Another reason, in words"),
                        ],
                        max_length=12,
                        verbose_name="reason",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="in words")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="actors.actor"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="postings",
                        to="courses.call",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "posting",
                "ordering": ["submitted_at", "pk"],
                "indexes": [models.Index(fields=["state", "submitted_at"], name="posting_in_turn")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["returned", "refused"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="posting_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alt", models.CharField(max_length=200, verbose_name="what is seen on it")),
                ("consent", models.CharField(max_length=200, verbose_name="who agreed, and how")),
                (
                    "stored",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="files.storedfile"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="photos", to="courses.report"
                    ),
                ),
            ],
            options={
                "verbose_name": "photo",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("consent", ""), _negated=True), models.Q(("alt", ""), _negated=True)
                        ),
                        name="photo_with_consent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=120, verbose_name="what")),
                ("days_before", models.SmallIntegerField(verbose_name="days before the first date")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="courses.plan"
                    ),
                ),
            ],
            options={
                "verbose_name": "step",
                "ordering": ["-days_before", "pk"],
                "constraints": [models.UniqueConstraint(fields=("plan", "label"), name="step_once")],
            },
        ),
        migrations.CreateModel(
            name="TrustedGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.CharField(max_length=200, verbose_name="why")),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "actor",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="actors.actor"),
                ),
            ],
            options={
                "verbose_name": "trusted group",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                        name="trust_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("actor",), name="trust_one_open"
                    ),
                ],
            },
        ),
    ]
