import django.db.models.deletion
import kyodo.kernel.text.letters
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


#: Money is append-only: the database itself refuses to change or remove a payment.
SQLITE = [
    "CREATE TRIGGER gatherings_payment_no_{0} BEFORE {1} ON gatherings_payment "
    "BEGIN SELECT RAISE(ABORT, 'payments are append-only'); END".format(event.lower(), event)
    for event in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION gatherings_payment_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'payments are append-only'; END $$",
    "CREATE TRIGGER gatherings_payment_append_only BEFORE UPDATE OR DELETE ON gatherings_payment "
    "FOR EACH ROW EXECUTE FUNCTION gatherings_payment_append_only()",
]
UNDO = {
    "sqlite": ["DROP TRIGGER gatherings_payment_no_update", "DROP TRIGGER gatherings_payment_no_delete"],
    "postgresql": [
        "DROP TRIGGER gatherings_payment_append_only ON gatherings_payment",
        "DROP FUNCTION gatherings_payment_append_only()",
    ],
}


def forwards(apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def backwards(apps, schema_editor):
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(NewTables):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("asks", "0001_initial"),
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Gathering",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title", models.CharField(max_length=150, verbose_name="title")),
                ("title_reading", models.CharField(blank=True, max_length=250, verbose_name="title in kana")),
                ("title_latin", models.CharField(blank=True, max_length=250, verbose_name="title in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[("event", "event"), ("course", "course"), ("meeting", "meeting"), ("other", "other")],
                        default="event",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="what it is about")),
                ("organizer_name", models.CharField(blank=True, max_length=150, verbose_name="organizer in words")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "draft"), ("published", "published"), ("cancelled", "cancelled")],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "cancelled_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why it does not take place"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since"),
                ),
                (
                    "attendance",
                    models.CharField(
                        choices=[("onsite", "on site"), ("online", "online"), ("hybrid", "on site or online")],
                        default="onsite",
                        max_length=10,
                        verbose_name="how to take part",
                    ),
                ),
                ("place_name", models.CharField(blank=True, max_length=150, verbose_name="place in words")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("building", models.CharField(blank=True, max_length=150, verbose_name="building and room")),
                (
                    "latitude",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="latitude"),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=9, null=True, verbose_name="longitude"
                    ),
                ),
                ("access", models.TextField(blank=True, verbose_name="how to get there")),
                ("parking", models.CharField(blank=True, max_length=300, verbose_name="parking")),
                ("online_url", models.URLField(blank=True, verbose_name="address of the online meeting")),
                ("dates_text", models.CharField(blank=True, max_length=300, verbose_name="remarks about the dates")),
                ("audience", models.CharField(blank=True, max_length=300, verbose_name="for whom")),
                ("is_free", models.BooleanField(blank=True, null=True, verbose_name="free of charge")),
                ("fee_text", models.CharField(blank=True, max_length=300, verbose_name="fee")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                ("how_to_apply", models.TextField(blank=True, verbose_name="how to apply")),
                ("apply_until", models.DateTimeField(blank=True, null=True, verbose_name="apply until")),
                ("has_sign_language", models.BooleanField(default=False, verbose_name="sign language interpretation")),
                ("has_captioning", models.BooleanField(default=False, verbose_name="captioning")),
                ("is_wheelchair_accessible", models.BooleanField(default=False, verbose_name="wheelchair access")),
                ("has_childcare", models.BooleanField(default=False, verbose_name="childcare")),
                ("accommodation_text", models.CharField(blank=True, max_length=300, verbose_name="further support")),
                ("contact_name", models.CharField(blank=True, max_length=100, verbose_name="whom to ask")),
                ("contact_phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("contact_mail", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("contact_url", models.URLField(blank=True, max_length=300, verbose_name="form for questions")),
                ("url", models.URLField(blank=True, max_length=500, verbose_name="web page of the event")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("origin_code", models.CharField(blank=True, editable=False, max_length=6)),
                ("origin_number", models.CharField(blank=True, editable=False, max_length=60)),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "fields",
                    models.ManyToManyField(
                        blank=True, related_name="gatherings", to="actors.field", verbose_name="fields of activity"
                    ),
                ),
                (
                    "organizer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="actors.actor",
                        verbose_name="organizer",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="gatherings",
                        to="places.facility",
                        verbose_name="place",
                    ),
                ),
                (
                    "ward",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gatherings",
                        to="places.ward",
                        verbose_name="ward",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
                "ordering": ["-made_at", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "kind"], name="gathering_of_kind"),
                    models.Index(fields=["state", "-published_at"], name="gathering_newest"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("origin_number", ""), _negated=True),
                        fields=("origin_code", "origin_number"),
                        name="gathering_one_per_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancelled_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="gathering_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occurrence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("is_all_day", models.BooleanField(default=False, verbose_name="all day")),
                ("is_end_known", models.BooleanField(default=True)),
                ("is_cancelled", models.BooleanField(default=False, verbose_name="cancelled")),
                (
                    "gathering",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="occurrences",
                        to="gatherings.gathering",
                    ),
                ),
            ],
            options={
                "verbose_name": "date",
                "ordering": ["starts_at", "number"],
                "indexes": [
                    models.Index(fields=["starts_at", "gathering"], name="occurrence_by_start"),
                    models.Index(fields=["ends_at", "gathering"], name="occurrence_by_end"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="occurrence_forward"
                    ),
                    models.UniqueConstraint(fields=("gathering", "number"), name="occurrence_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_cancelled", False)),
                        fields=("gathering", "starts_at"),
                        name="occurrence_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("network", models.CharField(max_length=40)),
                ("hour", models.DateTimeField()),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["hour"], name="gathering_form_hour")],
                "constraints": [models.UniqueConstraint(fields=("network", "hour"), name="gathering_form_use")],
            },
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                (
                    "gathering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sign_up",
                        serialize=False,
                        to="gatherings.gathering",
                    ),
                ),
                ("is_paused", models.BooleanField(default=False, verbose_name="sign-up on the web is paused")),
                (
                    "method",
                    models.CharField(
                        choices=[("first_come", "who signs up first"), ("lottery", "by lot after sign-up closes")],
                        default="first_come",
                        max_length=10,
                        verbose_name="who gets the places",
                    ),
                ),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="opens at")),
                ("places", models.PositiveIntegerField(blank=True, null=True, verbose_name="places")),
                ("taken", models.PositiveIntegerField(default=0, editable=False, verbose_name="places given away")),
                (
                    "most_at_once",
                    models.PositiveSmallIntegerField(default=8, verbose_name="people in one registration at the most"),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=3, verbose_name="days to answer an offer of the waiting list"
                    ),
                ),
                ("asks_childcare", models.BooleanField(default=False, verbose_name="ask about childcare")),
                (
                    "asked_words",
                    models.CharField(blank=True, max_length=200, verbose_name="what else people should tell"),
                ),
                ("next_number", models.PositiveIntegerField(default=1, editable=False)),
                ("drawn_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="drawn")),
                ("draw_list", models.TextField(blank=True, editable=False)),
                ("throws", models.CharField(blank=True, editable=False, max_length=200)),
                (
                    "thrown_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                ("draw_file", models.TextField(blank=True, editable=False)),
                ("wish_counts", models.JSONField(default=dict, editable=False)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "sign-up",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("places", None), ("taken__lte", models.F("places")), _connector="OR"),
                        name="signup_never_oversold",
                    ),
                    models.CheckConstraint(condition=models.Q(("most_at_once__gte", 1)), name="signup_takes_somebody"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drawn_by__isnull", True),
                            ("thrown_by__isnull", True),
                            models.Q(("drawn_by", models.F("thrown_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="signup_two_people_draw",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_days__gte", 1), ("answer_days__lte", 30)),
                        name="signup_answer_in_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("label", models.CharField(max_length=60, verbose_name="kind of participant")),
                ("amount", models.PositiveIntegerField(default=0, verbose_name="yen")),
                (
                    "sign_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="charges", to="gatherings.signup"
                    ),
                ),
            ],
            options={
                "verbose_name": "charge",
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("sign_up", "number"), name="charge_number")],
            },
        ),
        migrations.CreateModel(
            name="Registration",
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
                ("number", models.PositiveIntegerField(verbose_name="receipt number")),
                ("line", models.PositiveIntegerField(verbose_name="place in line")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received, waiting for the draw"),
                            ("confirmed", "has a place"),
                            ("waiting", "on the waiting list"),
                            ("offered", "a place is offered"),
                            ("declined", "declined the offered place"),
                            ("lapsed", "did not answer in time"),
                            ("cancelled", "cancelled"),
                        ],
                        default="received",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("size", models.PositiveSmallIntegerField(verbose_name="people")),
                ("passed", models.PositiveSmallIntegerField(default=0, verbose_name="times passed over")),
                ("is_own_person", models.BooleanField(default=True)),
                ("group_name", models.CharField(blank=True, max_length=100, verbose_name="group or family")),
                (
                    "guardian",
                    models.CharField(blank=True, max_length=100, verbose_name="parent or guardian who agrees"),
                ),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="what they told us")),
                ("channel", models.CharField(max_length=20, verbose_name="how it came")),
                ("offered_until", models.DateTimeField(blank=True, null=True, verbose_name="answer by")),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="received")),
                ("erased_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="asks.ask",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="people.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "sign_up",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="registrations",
                        to="gatherings.signup",
                    ),
                ),
            ],
            options={
                "verbose_name": "registration",
                "verbose_name_plural": "registrations",
                "ordering": ["line", "pk"],
                "indexes": [models.Index(fields=["sign_up", "state", "line"], name="registration_in_line")],
                "constraints": [
                    models.UniqueConstraint(fields=("sign_up", "number"), name="registration_number"),
                    models.UniqueConstraint(fields=("sign_up", "line"), name="registration_line"),
                    models.CheckConstraint(
                        condition=models.Q(("size__gte", 1), ("state", "cancelled"), _connector="OR"),
                        name="registration_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "offered"), _negated=True),
                            ("offered_until__isnull", False),
                            _connector="OR",
                        ),
                        name="registration_offer_ends",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name")),
                ("reading", models.CharField(blank=True, max_length=100, verbose_name="name in kana")),
                ("is_minor", models.BooleanField(default=False, verbose_name="under 18")),
                ("is_out", models.BooleanField(default=False, verbose_name="does not come after all")),
                (
                    "charge",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="participants",
                        to="gatherings.charge",
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="gatherings.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "ordering": ["registration", "number"],
                "constraints": [models.UniqueConstraint(fields=("registration", "number"), name="participant_number")],
            },
        ),
        migrations.CreateModel(
            name="Accommodation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("wishes", models.JSONField(default=list, verbose_name="wishes")),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="what helps")),
                ("child_ages", models.CharField(blank=True, max_length=100, verbose_name="ages of the children")),
                (
                    "registration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="accommodation",
                        to="gatherings.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "accommodation",
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="at")),
                ("channel", models.CharField(max_length=20)),
                (
                    "occurrence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="gatherings.occurrence",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="gatherings.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "indexes": [models.Index(fields=["occurrence"], name="presence_of_date")],
                "constraints": [models.UniqueConstraint(fields=("participant", "occurrence"), name="presence_once")],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.IntegerField(verbose_name="yen")),
                (
                    "paid_by",
                    models.CharField(
                        choices=[("cash", "cash"), ("transfer", "bank transfer"), ("other", "other")],
                        default="cash",
                        max_length=10,
                        verbose_name="paid by",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="note")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="gatherings.registration",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True), name="payment_of_something"
                    )
                ],
            },
        ),
        migrations.RunPython(forwards, backwards),
    ]
