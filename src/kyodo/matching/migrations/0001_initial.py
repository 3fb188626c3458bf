import django.db.models.deletion
import kyodo.kernel.text.letters
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("asks", "0001_initial"),
        ("collaborations", "0001_initial"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("network", models.CharField(max_length=40)),
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "count of forms",
                "constraints": [models.UniqueConstraint(fields=("network", "hour"), name="form_use_once")],
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=kyodo.kernel.text.letters.new_code,
                        editable=False,
                        max_length=6,
                        unique=True,
                        verbose_name="number",
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=150, verbose_name="whose need it is")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
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
                ("told", models.TextField(max_length=2000, verbose_name="in their own words")),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="in a few words")),
                ("plain", models.TextField(blank=True, max_length=1200, verbose_name="in plain words")),
                ("words", models.TextField(blank=True, editable=False)),
                ("first_step", models.CharField(blank=True, max_length=200, verbose_name="the first hour")),
                ("first_minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                (
                    "host_hours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="hours a month that you can give"
                    ),
                ),
                ("months", models.JSONField(blank=True, default=list, verbose_name="months that suit")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("told", "told to us"),
                            ("open", "looking for somebody"),
                            ("met", "working together"),
                            ("closed", "closed for now"),
                        ],
                        default="told",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("may_show", models.BooleanField(default=False, verbose_name="may be shown")),
                ("may_name", models.BooleanField(default=False, verbose_name="may name the organization")),
                ("is_public", models.BooleanField(default=False, editable=False, verbose_name="public")),
                ("shown_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since")),
                ("channel", models.CharField(max_length=20, verbose_name="how it came")),
                ("told_at", models.DateTimeField(verbose_name="told on")),
                ("look_on", models.DateField(blank=True, null=True, verbose_name="look at it again on")),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_host", "no host could be found"),
                            ("not_reached", "we could not reach them"),
                            ("time_over", "the time for it is over"),
                            ("solved", "it was solved in another way"),
                            ("not_ours", "it belongs to another desk"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                        verbose_name="why it was closed",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="actors.actor",
                    ),
                ),
                ("districts", models.ManyToManyField(blank=True, related_name="+", to="places.district")),
                ("fields", models.ManyToManyField(blank=True, related_name="+", to="actors.field")),
                (
                    "keeper",
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
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.seat",
                    ),
                ),
                ("wards", models.ManyToManyField(blank=True, related_name="+", to="places.ward")),
            ],
            options={
                "verbose_name": "need",
                "verbose_name_plural": "needs",
                "ordering": ["-told_at", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "-told_at"], name="need_by_state"),
                    models.Index(fields=["is_public", "-shown_at", "-id"], name="need_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("open", "met")), _negated=True),
                            models.Q(
                                models.Q(("title", ""), _negated=True),
                                models.Q(("plain", ""), _negated=True),
                                models.Q(("first_step", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="need_is_in_plain_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_minutes", None),
                            models.Q(("first_minutes__gte", 1), ("first_minutes__lte", 60)),
                            _connector="OR",
                        ),
                        name="need_first_hour",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_public", False), models.Q(("state", "told"), _negated=True), _connector="OR"
                        ),
                        name="need_public_is_rewritten",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_public", False), ("may_show", True), _connector="OR"),
                        name="need_public_by_consent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Offer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=kyodo.kernel.text.letters.new_code,
                        editable=False,
                        max_length=6,
                        unique=True,
                        verbose_name="number",
                    ),
                ),
                ("body", models.CharField(blank=True, max_length=150, verbose_name="who offers")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
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
                ("title", models.CharField(blank=True, max_length=80, verbose_name="in a few words")),
                ("plain", models.TextField(blank=True, max_length=1200, verbose_name="in plain words")),
                ("we_do", models.TextField(blank=True, max_length=600, verbose_name="what we do")),
                ("host_does", models.CharField(blank=True, max_length=300, verbose_name="what you would do")),
                (
                    "host_hours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=5, null=True, verbose_name="hours of yours in all"
                    ),
                ),
                (
                    "paperwork",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("offerer", "we do"),
                            ("host", "you do"),
                            ("both", "we do it together"),
                            ("none", "there is none"),
                        ],
                        max_length=8,
                        verbose_name="paperwork",
                    ),
                ),
                (
                    "insurance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("offerer", "we do"),
                            ("host", "you do"),
                            ("both", "we do it together"),
                            ("none", "there is none"),
                        ],
                        max_length=8,
                        verbose_name="insurance",
                    ),
                ),
                (
                    "cost",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("offerer", "we do"),
                            ("host", "you do"),
                            ("both", "we do it together"),
                            ("none", "there is none"),
                        ],
                        max_length=8,
                        verbose_name="cost",
                    ),
                ),
                ("cost_words", models.CharField(blank=True, max_length=200, verbose_name="about the cost")),
                ("words", models.TextField(blank=True, editable=False)),
                ("first_step", models.CharField(blank=True, max_length=200, verbose_name="the first step")),
                ("first_minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="minutes")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="can begin on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                ("follows", models.CharField(blank=True, max_length=200, verbose_name="who follows when we leave")),
                ("minors", models.BooleanField(blank=True, null=True, verbose_name="people under 18 take part")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("received", "received by us"),
                            ("open", "looking for a host"),
                            ("queued", "waiting until a host has hands"),
                            ("met", "working together"),
                            ("closed", "closed kindly"),
                            ("withdrawn", "taken back"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("may_show", models.BooleanField(default=False, verbose_name="may be shown")),
                ("may_name", models.BooleanField(default=False, verbose_name="may be named")),
                ("is_public", models.BooleanField(default=False, editable=False, verbose_name="public")),
                ("shown_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since")),
                ("channel", models.CharField(max_length=20, verbose_name="how it came")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="received")),
                ("answer_by", models.DateTimeField(blank=True, null=True, verbose_name="answer by")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("look_on", models.DateField(blank=True, null=True, verbose_name="look at it again on")),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_host", "no host could be found"),
                            ("not_reached", "we could not reach them"),
                            ("time_over", "the time for it is over"),
                            ("solved", "it was solved in another way"),
                            ("not_ours", "it belongs to another desk"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                        verbose_name="why it was closed",
                    ),
                ),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offers",
                        to="actors.actor",
                    ),
                ),
                ("fields", models.ManyToManyField(blank=True, related_name="+", to="actors.field")),
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="matching.need",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.seat",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.actor",
                    ),
                ),
                ("wards", models.ManyToManyField(blank=True, related_name="+", to="places.ward")),
            ],
            options={
                "verbose_name": "offer",
                "verbose_name_plural": "offers",
                "ordering": ["-sent_at", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "answer_by"], name="offer_by_state"),
                    models.Index(fields=["is_public", "-shown_at", "-id"], name="offer_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "withdrawn")),
                            models.Q(
                                models.Q(("we_do", ""), _negated=True),
                                ("host_hours__isnull", False),
                                models.Q(("paperwork", ""), _negated=True),
                                models.Q(("insurance", ""), _negated=True),
                                models.Q(("cost", ""), _negated=True),
                                models.Q(("first_step", ""), _negated=True),
                                ("first_minutes__isnull", False),
                                ("ends_on__isnull", False),
                                models.Q(("follows", ""), _negated=True),
                                ("minors__isnull", False),
                                models.Q(("title", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="offer_has_its_card",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "withdrawn")),
                            models.Q(("answer_by__isnull", False), ("sent_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="offer_has_an_answer_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("draft", "withdrawn")),
                            ("actor__isnull", False),
                            models.Q(models.Q(("body", ""), _negated=True), models.Q(("kind", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="offer_is_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_public", False), models.Q(("state", "draft"), _negated=True), _connector="OR"
                        ),
                        name="offer_public_is_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_public", False), ("may_show", True), _connector="OR"),
                        name="offer_public_by_consent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Introduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_step", models.CharField(max_length=200, verbose_name="the first hour")),
                ("first_minutes", models.PositiveSmallIntegerField(default=60, verbose_name="minutes")),
                ("only_first", models.BooleanField(default=False, verbose_name="only the first hour is asked for")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("drafted", "being prepared"),
                            ("asked", "waiting for answers"),
                            ("accepted", "both said yes"),
                            ("declined", "one side said no"),
                            ("unreached", "not reached"),
                            ("meeting", "meeting fixed"),
                            ("formed", "working together"),
                            ("closed", "closed kindly"),
                        ],
                        default="drafted",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "declined_by",
                    models.CharField(blank=True, choices=[("host", "host"), ("guest", "guest")], max_length=8),
                ),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("too_heavy", "we have no hands for it"),
                            ("wrong_season", "the time does not suit us"),
                            ("already_full", "we have taken on as much as we can"),
                            ("not_for_us", "it does not suit what we do"),
                            ("no_successor", "nobody could carry it on"),
                            ("other", "another reason"),
                        ],
                        max_length=16,
                        verbose_name="why not",
                    ),
                ),
                ("meeting_at", models.DateTimeField(blank=True, null=True, verbose_name="meeting")),
                ("meeting_place", models.CharField(blank=True, max_length=150, verbose_name="where")),
                (
                    "close_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("no_host", "no host could be found"),
                            ("not_reached", "we could not reach them"),
                            ("time_over", "the time for it is over"),
                            ("solved", "it was solved in another way"),
                            ("not_ours", "it belongs to another desk"),
                            ("other", "another reason"),
                        ],
                        max_length=12,
                        verbose_name="why it was closed",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("asked_at", models.DateTimeField(blank=True, null=True, verbose_name="asked")),
                ("moved_at", models.DateTimeField(verbose_name="last step")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                (
                    "collaboration",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introduction",
                        to="collaborations.collaboration",
                    ),
                ),
                (
                    "guest",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.actor",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions_as_host",
                        to="actors.actor",
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
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="matching.need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="introductions",
                        to="matching.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "introduction",
                "verbose_name_plural": "introductions",
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["state", "moved_at"], name="introduction_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("offer__isnull", False), ("guest__isnull", False), _connector="OR"),
                        name="introduction_has_a_guest",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("drafted", "asked", "accepted", "unreached", "meeting"))),
                        fields=("offer", "host"),
                        name="introduction_one_live_of_offer",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("offer", None), ("state__in", ("drafted", "asked", "accepted", "unreached", "meeting"))
                        ),
                        fields=("need", "guest"),
                        name="introduction_one_live_of_need",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "declined"), _negated=True),
                            models.Q(
                                models.Q(("declined_by", ""), _negated=True),
                                models.Q(("decline_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="introduction_no_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "meeting"), _negated=True),
                            ("meeting_at__isnull", False),
                            _connector="OR",
                        ),
                        name="introduction_meeting_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "formed"), _negated=True),
                            ("collaboration__isnull", False),
                            _connector="OR",
                        ),
                        name="introduction_formed_is_joint_work",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first_minutes__gte", 1), ("first_minutes__lte", 60)),
                        name="introduction_first_hour",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ask_host", "would you receive them?"),
                            ("decline", "it was declined, and who else there is"),
                            ("in_turn", "it waits in turn"),
                            ("waiting", "we still wait for their answer"),
                            ("unreached", "we could not reach them"),
                            ("meeting", "the meeting is fixed"),
                            ("meeting_off", "the meeting does not take place"),
                            ("closing", "we close it here"),
                            ("thanks", "thank you"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "role",
                    models.CharField(choices=[("host", "host"), ("guest", "guest")], max_length=8, verbose_name="side"),
                ),
                ("is_easy", models.BooleanField(default=False, verbose_name="easy Japanese")),
                ("subject", models.CharField(max_length=100, verbose_name="subject")),
                ("body", models.TextField(max_length=4000, verbose_name="text")),
                ("by_mail", models.BooleanField(default=False, verbose_name="by mail")),
                ("at", models.DateTimeField(verbose_name="written")),
                ("not_before", models.DateTimeField(verbose_name="leaves")),
                ("printed_at", models.DateTimeField(blank=True, null=True, verbose_name="printed")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="taken back")),
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
                    "introduction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="matching.introduction",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.seat",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="matching.offer",
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("by_mail", False), ("printed_at", None), ("withdrawn_at", None)),
                        fields=["not_before"],
                        name="letter_to_print",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("introduction__isnull", False), ("offer__isnull", False), _connector="OR"),
                        name="letter_is_about_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person__isnull", False), ("seat", None)),
                            models.Q(("person", None), ("seat__isnull", False)),
                            _connector="OR",
                        ),
                        name="letter_to_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeasonAsk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("season", models.DateField(verbose_name="first day of the season")),
                ("before", models.JSONField(blank=True, editable=False, null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="season_asks", to="actors.actor"
                    ),
                ),
                (
                    "ask",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="asks.ask"),
                ),
            ],
            options={
                "verbose_name": "question of the season",
                "ordering": ["-season", "pk"],
                "constraints": [models.UniqueConstraint(fields=("actor", "season"), name="season_ask_once")],
            },
        ),
        migrations.CreateModel(
            name="Side",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(choices=[("host", "host"), ("guest", "guest")], max_length=8, verbose_name="side"),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "not answered yet"),
                            ("yes", "yes"),
                            ("no", "no"),
                            ("unreached", "not reached"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="answer",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("too_heavy", "we have no hands for it"),
                            ("wrong_season", "the time does not suit us"),
                            ("already_full", "we have taken on as much as we can"),
                            ("not_for_us", "it does not suit what we do"),
                            ("no_successor", "nobody could carry it on"),
                            ("other", "another reason"),
                        ],
                        max_length=16,
                        verbose_name="why not",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="own words")),
                ("channel", models.CharField(blank=True, max_length=20, verbose_name="came")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                (
                    "ask",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="asks.ask",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sides", to="matching.introduction"
                    ),
                ),
                (
                    "mandate",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.mandate",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.seat",
                    ),
                ),
            ],
            options={
                "verbose_name": "side of an introduction",
                "ordering": ["introduction", "role"],
                "constraints": [
                    models.UniqueConstraint(fields=("introduction", "role"), name="side_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "no"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="side_no_has_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Weight",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.SlugField(max_length=40, unique=True)),
                ("value", models.PositiveSmallIntegerField(verbose_name="weight")),
            ],
            options={
                "verbose_name": "weight",
                "ordering": ["key"],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("value__lte", 100)), name="weight_is_percent")
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about_kind", models.CharField(max_length=80)),
                ("about_id", models.CharField(max_length=80)),
                ("words", models.CharField(max_length=600, verbose_name="note")),
                ("minutes", models.PositiveSmallIntegerField(default=0, verbose_name="minutes spent")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="people.person"
                    ),
                ),
                (
                    "for_whom",
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
                "verbose_name": "note of the desk",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(fields=["about_kind", "about_id", "-at"], name="desk_note_about"),
                    models.Index(condition=models.Q(("done_at", None)), fields=["for_whom"], name="desk_note_waiting"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("minutes__lte", 600)), name="desk_note_minutes")
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(choices=[("host", "host"), ("guest", "guest")], max_length=8, verbose_name="side"),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[("weeks", "after three weeks"), ("half_year", "after six months")],
                        max_length=12,
                        verbose_name="when",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due")),
                (
                    "helped",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "it helped"),
                            ("partly", "it helped in part"),
                            ("no", "it did not help"),
                            ("stopped", "it has stopped"),
                        ],
                        max_length=10,
                        verbose_name="did it help",
                    ),
                ),
                (
                    "hours",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="hours of the host"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ask",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="asks.ask",
                    ),
                ),
                (
                    "introduction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="matching.introduction",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "ordering": ["due_on", "pk"],
                "indexes": [models.Index(condition=models.Q(("ask", None)), fields=["due_on"], name="follow_up_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("introduction", "role", "stage"), name="follow_up_once")
                ],
            },
        ),
    ]
