import django.db.models.deletion
import django.db.models.expressions
import kyodo.center.bookings.models.resources
import kyodo.kernel.text.letters
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


#: The database itself refuses to change or remove a line of the ledger.
SQLITE = [
    "CREATE TRIGGER bookings_posting_no_{0} BEFORE {1} ON bookings_posting "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END".format(event.lower(), event)
    for event in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    "CREATE OR REPLACE FUNCTION bookings_posting_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
    "CREATE TRIGGER bookings_posting_append_only BEFORE UPDATE OR DELETE ON bookings_posting "
    "FOR EACH ROW EXECUTE FUNCTION bookings_posting_append_only()",
]
UNDO = {
    "sqlite": ["DROP TRIGGER bookings_posting_no_update", "DROP TRIGGER bookings_posting_no_delete"],
    "postgresql": [
        "DROP TRIGGER bookings_posting_append_only ON bookings_posting",
        "DROP FUNCTION bookings_posting_append_only()",
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
        ("people", "0001_initial"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conditions",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("opens_months", models.PositiveSmallIntegerField(default=3, verbose_name="months ahead")),
                ("opens_at_hour", models.PositiveSmallIntegerField(default=9, verbose_name="opens at (hour)")),
                (
                    "closes_days",
                    models.PositiveSmallIntegerField(default=0, verbose_name="booking closes (days before)"),
                ),
                (
                    "most_per_month",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="most bookings in a month"),
                ),
                ("hold_minutes", models.PositiveSmallIntegerField(default=30, verbose_name="minutes to confirm")),
                (
                    "cancel_days",
                    models.PositiveSmallIntegerField(default=1, verbose_name="cancelled online until (days before)"),
                ),
                ("cancellation", models.JSONField(blank=True, default=list, verbose_name="cancellation steps")),
                (
                    "user_kinds",
                    models.JSONField(
                        blank=True,
                        default=kyodo.center.bookings.models.resources.all_user_kinds,
                        verbose_name="who may use it",
                    ),
                ),
                ("needs_registration", models.BooleanField(default=False, verbose_name="only after registration")),
                ("is_lottery", models.BooleanField(default=False, verbose_name="drawn by lot first")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
            ],
            options={
                "verbose_name": "conditions of use",
                "verbose_name_plural": "conditions of use",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="Serial",
            fields=[
                ("key", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
            options={
                "verbose_name": "series of numbers",
            },
        ),
        migrations.CreateModel(
            name="Series",
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
                ("repeat", models.CharField(max_length=20, verbose_name="repeats")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "verbose_name": "series",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=kyodo.kernel.text.letters.new_code,
                        editable=False,
                        max_length=6,
                        unique=True,
                        verbose_name="registration number",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organization", "organization of the directory"),
                            ("group", "group"),
                            ("person", "person"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "user_kind",
                    models.CharField(
                        choices=[("civic", "civic activity"), ("general", "general"), ("business", "business")],
                        default="general",
                        max_length=10,
                        verbose_name="as what",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=200, verbose_name="name in kana")),
                ("name_key", models.CharField(blank=True, editable=False, max_length=400)),
                ("activity", models.TextField(blank=True, max_length=600, verbose_name="what you do")),
                ("members", models.PositiveIntegerField(blank=True, null=True, verbose_name="members")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received, being looked at"),
                            ("registered", "registered"),
                            ("refused", "not possible"),
                            ("ended", "ended"),
                        ],
                        default="received",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note for staff")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "web"),
                            ("phone", "phone"),
                            ("counter", "counter"),
                            ("paper", "paper"),
                            ("lottery", "lottery"),
                            ("waiting", "waiting list"),
                            ("course", "course of the center"),
                            ("import", "file"),
                            ("clock", "clock"),
                            ("demo", "sample"),
                        ],
                        max_length=10,
                        verbose_name="how it came",
                    ),
                ),
                ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="actors.actor",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="people.person",
                        verbose_name="whom to call",
                    ),
                ),
            ],
            options={
                "verbose_name": "registered user",
                "verbose_name_plural": "registered users",
                "ordering": ["name_reading", "name", "pk"],
                "indexes": [models.Index(fields=["state", "made_at"], name="party_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("actor__isnull", False)), fields=("actor",), name="party_one_per_actor"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "person")), fields=("contact",), name="party_one_per_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "organization"), ("actor__isnull", False)),
                            models.Q(("kind", "group"), ("actor__isnull", True)),
                            models.Q(("kind", "person"), ("actor__isnull", True)),
                            _connector="OR",
                        ),
                        name="party_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartyMember",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="people", to="bookings.party"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "person who books for a group",
                "ordering": ["party", "pk"],
                "constraints": [models.UniqueConstraint(fields=("party", "person"), name="party_member_once")],
            },
        ),
        migrations.CreateModel(
            name="Reduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="reduction in percent")),
                ("since", models.DateField(verbose_name="in force from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="in force up to and without")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reductions", to="bookings.party"
                    ),
                ),
            ],
            options={
                "verbose_name": "reduction",
                "ordering": ["party", "-since", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 1), ("percent__lte", 100)), name="reduction_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="reduction_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("is_out_of_use", models.BooleanField(default=False, verbose_name="out of use")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="places.facility",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "ordering": ["facility", "order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("room", "room"),
                            ("theatre", "theatre"),
                            ("open_space", "free space without booking"),
                            ("equipment", "equipment"),
                            ("booth", "office booth"),
                            ("locker", "locker"),
                            ("letter_case", "letter case"),
                        ],
                        default="room",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=120, verbose_name="name in kana")),
                ("name_latin", models.CharField(blank=True, max_length=120, verbose_name="name in English")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                ("is_capacity_approximate", models.BooleanField(default=False, verbose_name="about")),
                (
                    "area",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=6, null=True, verbose_name="area (m²)"
                    ),
                ),
                ("floor", models.CharField(blank=True, max_length=10, verbose_name="floor")),
                ("layouts", models.JSONField(blank=True, default=list, verbose_name="layouts")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("barrier_free", models.CharField(blank=True, max_length=300, verbose_name="access for everybody")),
                ("slots", models.JSONField(blank=True, default=list, verbose_name="slots")),
                ("shortest", models.PositiveSmallIntegerField(default=4, verbose_name="shortest (quarter-hours)")),
                ("longest", models.PositiveSmallIntegerField(default=52, verbose_name="longest (quarter-hours)")),
                ("before", models.PositiveSmallIntegerField(default=0, verbose_name="to prepare (quarter-hours)")),
                ("after", models.PositiveSmallIntegerField(default=0, verbose_name="to tidy up (quarter-hours)")),
                ("year_from", models.PositiveSmallIntegerField(default=9, verbose_name="year begins in month")),
                ("fee_text", models.CharField(blank=True, max_length=300, verbose_name="fee in words")),
                ("is_bookable", models.BooleanField(default=True, verbose_name="for booking")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("sample_values", models.JSONField(blank=True, default=list, verbose_name="sample values")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "conditions",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resources",
                        to="bookings.conditions",
                        verbose_name="conditions of use",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resources",
                        to="places.facility",
                        verbose_name="place",
                    ),
                ),
                (
                    "units",
                    models.ManyToManyField(
                        blank=True, related_name="resources", to="bookings.unit", verbose_name="units"
                    ),
                ),
            ],
            options={
                "verbose_name": "resource",
                "verbose_name_plural": "resources",
                "ordering": ["order", "name_reading", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("longest__gte", models.F("shortest")), ("shortest__gte", 1)),
                        name="resource_lengths",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year_from__gte", 1), ("year_from__lte", 12)), name="resource_year_from"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=kyodo.kernel.text.letters.new_code,
                        editable=False,
                        max_length=6,
                        verbose_name="number",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                ("count", models.SmallIntegerField(default=1, verbose_name="how many")),
                ("is_block", models.BooleanField(default=False, verbose_name="closed for everybody")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("assembly", "general meeting"),
                            ("training", "course or training"),
                            ("event", "event or performance"),
                            ("work", "practical work"),
                            ("other", "other"),
                        ],
                        default="meeting",
                        max_length=10,
                        verbose_name="purpose",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="what for, in a few words")),
                ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="how many people")),
                ("layout", models.CharField(blank=True, max_length=30, verbose_name="layout")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note to the counter")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "held for you"),
                            ("booked", "booked"),
                            ("used", "used"),
                            ("no_show", "nobody came"),
                            ("cancelled", "cancelled"),
                            ("expired", "not confirmed in time"),
                            ("moved", "moved to another time"),
                        ],
                        default="held",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("held_until", models.DateTimeField(blank=True, null=True, verbose_name="held until")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "web"),
                            ("phone", "phone"),
                            ("counter", "counter"),
                            ("paper", "paper"),
                            ("lottery", "lottery"),
                            ("waiting", "waiting list"),
                            ("course", "course of the center"),
                            ("import", "file"),
                            ("clock", "clock"),
                            ("demo", "sample"),
                        ],
                        max_length=10,
                        verbose_name="how it came",
                    ),
                ),
                (
                    "exception_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason of the exception"),
                ),
                ("cancelled_reason", models.CharField(blank=True, max_length=200, verbose_name="why it was cancelled")),
                (
                    "by_house",
                    models.BooleanField(default=False, verbose_name="cancelled for a reason of the house"),
                ),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "moved_from",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="bookings.booking",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.seat",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="bookings.party",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="bookings.resource",
                        verbose_name="resource",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookings",
                        to="bookings.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "booking",
                "verbose_name_plural": "bookings",
                "ordering": ["starts_at", "pk"],
                "indexes": [
                    models.Index(fields=["resource", "starts_at"], name="booking_of_resource"),
                    models.Index(fields=["party", "starts_at"], name="booking_of_party"),
                    models.Index(fields=["starts_at"], name="booking_by_start"),
                    models.Index(condition=models.Q(("state", "held")), fields=["held_until"], name="booking_held"),
                    models.Index(condition=models.Q(("seat__isnull", False)), fields=["seat"], name="booking_of_seat"),
                    models.Index(
                        condition=models.Q(("series__isnull", False)), fields=["series"], name="booking_of_series"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("code",), name="booking_code"),
                    models.UniqueConstraint(
                        condition=models.Q(("moved_from__isnull", False)),
                        fields=("moved_from",),
                        name="booking_moved_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="booking_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_block", True), ("party__isnull", False), _connector="OR"),
                        name="booking_is_of_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "held"), _negated=True), ("held_until__isnull", False), _connector="OR"
                        ),
                        name="booking_held_until",
                    ),
                    models.CheckConstraint(condition=models.Q(("count__gte", 1)), name="booking_count"),
                    models.CheckConstraint(
                        condition=models.Q(("by_house", False), ("state", "cancelled"), _connector="OR"),
                        name="booking_by_house",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("charge", "fee"),
                            ("payment", "payment"),
                            ("refund", "refund"),
                            ("reversal", "reversal"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("none", "no money moved"),
                            ("cash", "cash"),
                            ("transfer", "bank transfer"),
                            ("online", "online"),
                        ],
                        default="none",
                        max_length=8,
                        verbose_name="how",
                    ),
                ),
                ("yen", models.IntegerField(verbose_name="yen")),
                ("book_day", models.DateField(verbose_name="day of the book")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("reference", models.CharField(blank=True, max_length=100, null=True, unique=True)),
                ("by", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="postings", to="bookings.booking"
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="bookings.posting",
                    ),
                ),
            ],
            options={
                "verbose_name": "line of the ledger",
                "verbose_name_plural": "ledger",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["book_day", "method"], name="posting_of_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "charge"), ("method", "none"), ("yen__gt", 0)),
                            models.Q(("kind", "payment"), ("yen__lt", 0), models.Q(("method", "none"), _negated=True)),
                            models.Q(("kind", "refund"), ("yen__gt", 0), models.Q(("method", "none"), _negated=True)),
                            models.Q(
                                ("kind", "reversal"), ("reverses__isnull", False), models.Q(("yen", 0), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="posting_signs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "reversal"), ("reverses__isnull", True), _connector="OR"),
                        name="posting_reversal_only",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("invoice", "invoice"), ("receipt", "receipt")], max_length=8, verbose_name="kind"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True, verbose_name="serial number")),
                ("yen", models.PositiveIntegerField(verbose_name="yen")),
                ("data", models.JSONField()),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("copies", models.PositiveSmallIntegerField(default=0, verbose_name="times printed")),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="bookings.booking"
                    ),
                ),
                (
                    "posting",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paper",
                        to="bookings.posting",
                    ),
                ),
            ],
            options={
                "verbose_name": "invoice or receipt",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "invoice"), ("posting__isnull", True)),
                            models.Q(("kind", "receipt"), ("posting__isnull", False)),
                            _connector="OR",
                        ),
                        name="paper_receipt_of_payment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PostedNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="notice")),
                ("shown_from", models.DateField(verbose_name="from")),
                ("shown_until", models.DateField(verbose_name="until")),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.facility"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="posted",
                        to="bookings.resource",
                    ),
                ),
            ],
            options={
                "verbose_name": "notice about a resource",
                "ordering": ["shown_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("shown_until__gte", models.F("shown_from"))), name="posted_notice_forward"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(blank=True, editable=False, null=True, unique=True)),
                (
                    "per",
                    models.CharField(
                        choices=[("slot", "slot"), ("hour", "hour"), ("month", "month")],
                        default="slot",
                        max_length=5,
                        verbose_name="for each",
                    ),
                ),
                ("slot_from", models.CharField(blank=True, max_length=5, verbose_name="slot from")),
                ("slot_until", models.CharField(blank=True, max_length=5, verbose_name="slot until")),
                (
                    "user_kind",
                    models.CharField(
                        blank=True,
                        choices=[("civic", "civic activity"), ("general", "general"), ("business", "business")],
                        max_length=10,
                        verbose_name="as what",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("meeting", "meeting"),
                            ("assembly", "general meeting"),
                            ("training", "course or training"),
                            ("event", "event or performance"),
                            ("work", "practical work"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="purpose",
                    ),
                ),
                ("yen", models.PositiveIntegerField(verbose_name="yen")),
                ("since", models.DateField(verbose_name="in force from")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fees", to="bookings.resource"
                    ),
                ),
            ],
            options={
                "verbose_name": "fee",
                "verbose_name_plural": "fee table",
                "ordering": ["resource", "slot_from", "user_kind", "purpose", "since"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("resource", "per", "slot_from", "slot_until", "user_kind", "purpose", "since"),
                        name="fee_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("per", "slot"),
                                models.Q(("slot_from", ""), _negated=True),
                                models.Q(("slot_until", ""), _negated=True),
                            ),
                            models.Q(models.Q(("per", "slot"), _negated=True), ("slot_from", ""), ("slot_until", "")),
                            _connector="OR",
                        ),
                        name="fee_slot",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommonReduction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="reduction in percent")),
                (
                    "user_kind",
                    models.CharField(
                        blank=True,
                        choices=[("civic", "civic activity"), ("general", "general"), ("business", "business")],
                        max_length=10,
                        verbose_name="as what",
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("meeting", "meeting"),
                            ("assembly", "general meeting"),
                            ("training", "course or training"),
                            ("event", "event or performance"),
                            ("work", "practical work"),
                            ("other", "other"),
                        ],
                        max_length=10,
                        verbose_name="purpose",
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="condition")),
                ("since", models.DateField(verbose_name="in force from")),
                ("until", models.DateField(blank=True, null=True, verbose_name="in force up to and without")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("resources", models.ManyToManyField(blank=True, related_name="reductions", to="bookings.resource")),
            ],
            options={
                "verbose_name": "reduction for all",
                "ordering": ["since", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("percent__gte", 1), ("percent__lte", 100)), name="common_reduction_percent"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"),
                        name="common_reduction_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OnlinePayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("provider", models.CharField(max_length=20)),
                ("ours", models.CharField(max_length=40, unique=True)),
                ("reference", models.CharField(blank=True, max_length=80)),
                ("url", models.CharField(blank=True, max_length=1000)),
                ("yen", models.PositiveIntegerField(verbose_name="yen")),
                (
                    "state",
                    models.CharField(
                        choices=[("begun", "under way"), ("paid", "paid"), ("failed", "not paid")],
                        default="begun",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="online_payments",
                        to="bookings.booking",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment online",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["state", "made_at"], name="online_payment_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "begun")), fields=("booking",), name="online_payment_one_begun"
                    ),
                    models.CheckConstraint(condition=models.Q(("yen__gt", 0)), name="online_payment_yen"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extra",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("count", models.PositiveSmallIntegerField(default=1, verbose_name="how many")),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="extras", to="bookings.booking"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bookings.resource"
                    ),
                ),
            ],
            options={
                "verbose_name": "equipment of a booking",
                "ordering": ["booking", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("booking", "resource"), name="extra_once"),
                    models.CheckConstraint(condition=models.Q(("count__gte", 1)), name="extra_count"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
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
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("month", models.DateField(verbose_name="month of use")),
                ("slots", models.JSONField(default=list, verbose_name="slots")),
                ("opens_at", models.DateTimeField(verbose_name="entries from")),
                ("closes_at", models.DateTimeField(verbose_name="entries until")),
                ("confirm_until", models.DateTimeField(blank=True, null=True, verbose_name="confirm the win until")),
                (
                    "source_kind",
                    models.CharField(
                        choices=[("dice", "dice thrown at the counter"), ("public", "a value that others publish")],
                        default="dice",
                        max_length=8,
                        verbose_name="source of the seed",
                    ),
                ),
                ("source_named", models.CharField(blank=True, max_length=200, verbose_name="which published value")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open for entries"),
                            ("closed", "closed, list published"),
                            ("drawn", "drawn"),
                            ("confirmed", "finished"),
                            ("called_off", "called off"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("listing", models.TextField(blank=True, editable=False)),
                ("commitment", models.CharField(blank=True, editable=False, max_length=64)),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("throws", models.CharField(blank=True, editable=False, max_length=200)),
                ("drawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("record", models.TextField(blank=True, editable=False)),
                ("proof", models.CharField(blank=True, editable=False, max_length=500)),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
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
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="again",
                        to="bookings.round",
                    ),
                ),
                (
                    "resources",
                    models.ManyToManyField(related_name="rounds", to="bookings.resource", verbose_name="rooms"),
                ),
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
            ],
            options={
                "verbose_name": "round",
                "verbose_name_plural": "rounds",
                "ordering": ["-month", "-closes_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="round_forward"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source_kind", "dice"), models.Q(("source_named", ""), _negated=True), _connector="OR"
                        ),
                        name="round_source_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drawn_by__isnull", True),
                            ("thrown_by__isnull", True),
                            models.Q(("drawn_by", models.F("thrown_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="round_two_people",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("commitment", ""), _negated=True),
                        fields=("commitment",),
                        name="round_one_commitment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ("open", "called_off")),
                            models.Q(("commitment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="round_closed_is_committed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("drawn", "confirmed")), ("record", ""), _connector="OR"),
                        name="round_drawn_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Cell",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "unit_id", "quarter", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("quarter", models.PositiveIntegerField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cells", to="bookings.booking"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bookings.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "quarter-hour taken",
            },
        ),
        migrations.CreateModel(
            name="VisitCount",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("where", models.CharField(blank=True, max_length=40, verbose_name="where")),
                ("people", models.PositiveIntegerField(verbose_name="people")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.facility"
                    ),
                ),
            ],
            options={
                "verbose_name": "visits of a day",
                "ordering": ["day", "where"],
                "constraints": [models.UniqueConstraint(fields=("facility", "day", "where"), name="visits_once")],
            },
        ),
        migrations.CreateModel(
            name="Wait",
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
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("assembly", "general meeting"),
                            ("training", "course or training"),
                            ("event", "event or performance"),
                            ("work", "practical work"),
                            ("other", "other"),
                        ],
                        default="meeting",
                        max_length=10,
                        verbose_name="purpose",
                    ),
                ),
                ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="how many people")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("offered", "it is yours if you confirm"),
                            ("taken", "taken"),
                            ("passed", "let pass"),
                            ("left", "left"),
                            ("over", "over"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "booking",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="wait",
                        to="bookings.booking",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="waits", to="bookings.party"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="waits", to="bookings.resource"
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
                "verbose_name": "place on the waiting list",
                "ordering": ["made_at", "pk"],
                "indexes": [models.Index(fields=["state", "resource", "starts_at"], name="wait_for_resource")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="wait_forward"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("waiting", "offered"))),
                        fields=("resource", "starts_at", "ends_at", "party"),
                        name="wait_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearCell",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "unit_id", "year", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "booking",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="year_cells", to="bookings.booking"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="bookings.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "year taken",
            },
        ),
        migrations.CreateModel(
            name="Closing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="day")),
                ("counted", models.JSONField(default=dict, verbose_name="counted")),
                ("counted_yen", models.IntegerField(verbose_name="counted in yen")),
                ("float_yen", models.PositiveIntegerField(default=0, verbose_name="change in the till")),
                ("ledger_yen", models.IntegerField(verbose_name="cash in the ledger")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="reason of the difference")),
                (
                    "state",
                    models.CharField(
                        choices=[("counted", "counted"), ("checked", "checked by a second person")],
                        default="counted",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "counted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.facility"
                    ),
                ),
            ],
            options={
                "verbose_name": "closing of a day",
                "ordering": ["-day", "facility"],
                "constraints": [
                    models.UniqueConstraint(fields=("facility", "day"), name="closing_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("checked_by__isnull", True),
                            models.Q(("checked_by", models.F("counted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="closing_two_people",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "counted_yen",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("ledger_yen"), "+", models.F("float_yen")
                                ),
                            ),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="closing_difference_has_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        default=kyodo.kernel.text.letters.new_code,
                        editable=False,
                        max_length=6,
                        unique=True,
                        verbose_name="receipt number",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="entry number")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("meeting", "meeting"),
                            ("assembly", "general meeting"),
                            ("training", "course or training"),
                            ("event", "event or performance"),
                            ("work", "practical work"),
                            ("other", "other"),
                        ],
                        default="meeting",
                        max_length=10,
                        verbose_name="purpose",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="what for, in a few words")),
                ("people", models.PositiveIntegerField(blank=True, null=True, verbose_name="how many people")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("web", "web"),
                            ("phone", "phone"),
                            ("counter", "counter"),
                            ("paper", "paper"),
                            ("lottery", "lottery"),
                            ("waiting", "waiting list"),
                            ("course", "course of the center"),
                            ("import", "file"),
                            ("clock", "clock"),
                            ("demo", "sample"),
                        ],
                        max_length=10,
                        verbose_name="how it came",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("entered", "takes part"),
                            ("withdrawn", "withdrawn"),
                            ("excluded", "counted once with another entry"),
                            ("won", "won, please confirm"),
                            ("kept", "won and booked"),
                            ("lost", "did not win"),
                            ("void", "win given back"),
                        ],
                        default="entered",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("tickets", models.PositiveSmallIntegerField(default=1, verbose_name="tickets")),
                ("place", models.PositiveIntegerField(blank=True, null=True, verbose_name="place in the order")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "booking",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entry",
                        to="bookings.booking",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
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
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="bookings.party"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="bookings.round"
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "ordering": ["round", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "party"), name="entry_one_per_party"),
                    models.UniqueConstraint(fields=("round", "number"), name="entry_number_once"),
                    models.CheckConstraint(condition=models.Q(("tickets__gte", 1)), name="entry_tickets"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rank", models.PositiveSmallIntegerField()),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="wishes", to="bookings.entry"
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bookings.resource"
                    ),
                ),
            ],
            options={
                "verbose_name": "wish",
                "ordering": ["entry", "rank"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "rank"), name="wish_rank_once"),
                    models.UniqueConstraint(fields=("entry", "resource", "starts_at", "ends_at"), name="wish_once"),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="wish_forward"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("alike", models.JSONField(default=list)),
                (
                    "verdict",
                    models.CharField(
                        choices=[("open", "to be looked at"), ("different", "two groups"), ("same", "the same group")],
                        default="open",
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="likenesses", to="bookings.entry"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="bookings.entry"
                    ),
                ),
            ],
            options={
                "verbose_name": "likeness of two entries",
                "ordering": ["entry", "other"],
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "other"), name="likeness_once"),
                    models.CheckConstraint(
                        condition=models.Q(("entry__lt", models.F("other"))), name="likeness_ordered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verdict", "open"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="likeness_has_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="Entry",
            name="won",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="bookings.wish",
            ),
        ),
        migrations.RunPython(forwards, backwards),
    ]
