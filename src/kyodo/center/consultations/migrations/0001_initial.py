import django.db.models.deletion
import kyodo.kernel.sealed.fields
import kyodo.kernel.text.letters
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
        ("places", "0001_initial"),
        ("sealed", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="SheetBook",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                ("last", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_latin", models.CharField(blank=True, max_length=80, verbose_name="name in Latin letters")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
            ],
            options={
                "verbose_name": "theme",
                "ordering": ["order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Consultant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultants",
                        to="places.desk",
                        verbose_name="desk",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consulting", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "consultant",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until", None), ("until__gt", models.F("since")), _connector="OR"),
                        name="consultant_period",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("person", "desk"), name="consultant_one_open"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="date")),
                (
                    "consultant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to="consultations.consultant",
                    ),
                ),
            ],
            options={
                "verbose_name": "absence",
                "ordering": ["on"],
                "constraints": [models.UniqueConstraint(fields=("consultant", "on"), name="absence_once")],
            },
        ),
        migrations.CreateModel(
            name="Service",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("minutes", models.PositiveSmallIntegerField(default=60, verbose_name="minutes")),
                ("ways", models.JSONField(blank=True, default=list, verbose_name="ways")),
                ("days_before", models.PositiveSmallIntegerField(default=0, verbose_name="days before")),
                ("days_ahead", models.PositiveSmallIntegerField(default=60, verbose_name="days ahead")),
                ("is_required", models.BooleanField(default=False, verbose_name="required before an application")),
                ("link", models.CharField(blank=True, max_length=300, verbose_name="link")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consulting",
                        to="places.desk",
                        verbose_name="desk",
                    ),
                ),
                (
                    "slip_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.desk",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultations.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "service",
                "ordering": ["order", "slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__in", [15, 30, 45, 60, 75, 90, 105, 120])),
                        name="service_whole_quarters",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
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
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("counter", "at the counter"),
                            ("phone", "by phone"),
                            ("mail", "by mail"),
                            ("form", "by the form on this site"),
                            ("meeting", "online meeting"),
                            ("outreach", "where we went"),
                        ],
                        max_length=10,
                        verbose_name="how it came",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("open", "being looked after"),
                            ("closed", "closed"),
                            ("withdrawn", "taken back"),
                            ("erased", "erased"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("name", kyodo.kernel.sealed.fields.SealedField()),
                ("body", kyodo.kernel.sealed.fields.SealedField()),
                ("phone", kyodo.kernel.sealed.fields.SealedField()),
                ("mail", kyodo.kernel.sealed.fields.SealedField()),
                ("words", kyodo.kernel.sealed.fields.SealedField()),
                ("came_at", models.DateTimeField(verbose_name="received")),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("answered", "answered"),
                            ("started", "they begin something"),
                            ("applies", "they go on to an application"),
                            ("need", "became a wish for help"),
                            ("handed_on", "handed on to others"),
                            ("unreached", "could not be reached"),
                            ("other", "something else"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "desk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consultations",
                        to="places.desk",
                        verbose_name="desk",
                    ),
                ),
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
                    "key",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="sealed.recordkey",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultations.service",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="consultations.theme",
                        verbose_name="theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "consultation",
                "ordering": ["-came_at", "-pk"],
                "indexes": [
                    models.Index(fields=["desk", "state", "came_at"], name="consultation_at_desk"),
                    models.Index(fields=["state", "closed_at"], name="consultation_by_end"),
                    models.Index(fields=["came_at"], name="consultation_by_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "erased"), _negated=True), ("key", None), _connector="OR"
                        ),
                        name="consultation_erased_is_shredded",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "closed"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consultation_closed_says_how",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="begins at")),
                ("ends_at", models.DateTimeField(verbose_name="ends at")),
                (
                    "way",
                    models.CharField(
                        choices=[("counter", "at the counter"), ("phone", "by phone"), ("meeting", "online")],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("booked", "booked"),
                            ("came", "took place"),
                            ("missed", "nobody came"),
                            ("cancelled", "cancelled"),
                        ],
                        default="booked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("slip_on", models.DateField(blank=True, null=True, verbose_name="slip handed in on")),
                ("confirmed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "consultant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="consultations.consultant",
                    ),
                ),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appointments",
                        to="consultations.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment",
                "ordering": ["starts_at", "pk"],
                "indexes": [models.Index(fields=["consultant", "starts_at"], name="appointment_of_consultant")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="appointment_forward"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField(verbose_name="on")),
                ("what", kyodo.kernel.sealed.fields.SealedField()),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follow_ups",
                        to="consultations.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "follow-up",
                "ordering": ["due_on", "pk"],
                "indexes": [
                    models.Index(condition=models.Q(("done_at", None)), fields=["due_on"], name="consultation_due")
                ],
            },
        ),
        migrations.CreateModel(
            name="HandingOn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "to",
                    models.CharField(
                        choices=[("desk", "another desk"), ("expert", "an expert")],
                        max_length=10,
                        verbose_name="to whom",
                    ),
                ),
                ("whom", kyodo.kernel.sealed.fields.SealedField()),
                ("words", kyodo.kernel.sealed.fields.SealedField()),
                ("consented_on", models.DateField(verbose_name="they agreed on")),
                (
                    "consent_channel",
                    models.CharField(
                        choices=[
                            ("counter", "at the counter"),
                            ("phone", "by phone"),
                            ("mail", "by mail"),
                            ("form", "by the form on this site"),
                            ("meeting", "online meeting"),
                            ("outreach", "where we went"),
                        ],
                        max_length=10,
                        verbose_name="how they agreed",
                    ),
                ),
                ("takes_over", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
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
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handings_on",
                        to="consultations.consultation",
                    ),
                ),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.desk",
                    ),
                ),
                (
                    "from_desk",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="places.desk"),
                ),
            ],
            options={
                "verbose_name": "handing on",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to", "desk"), _negated=True), ("desk__isnull", False), _connector="OR"
                        ),
                        name="handing_on_names_its_desk",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", kyodo.kernel.sealed.fields.SealedField()),
                ("at", models.DateTimeField(verbose_name="written")),
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
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="consultations.consultation",
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Sharing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("knows", "knows the subject"),
                            ("stands_in", "stands in for a colleague"),
                            ("asked", "the person asked for it"),
                        ],
                        max_length=10,
                        verbose_name="why",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "consultation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sharings",
                        to="consultations.consultation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name": "sharing",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("consultation", "person"), name="sharing_one_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("number", models.PositiveIntegerField()),
                ("issued_on", models.DateField()),
                (
                    "appointment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheet",
                        to="consultations.appointment",
                    ),
                ),
            ],
            options={
                "verbose_name": "confirmation sheet",
                "constraints": [models.UniqueConstraint(fields=("year", "number"), name="sheet_number_once")],
            },
        ),
        migrations.CreateModel(
            name="TakenQuarter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="quarters",
                        to="consultations.appointment",
                    ),
                ),
                (
                    "consultant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="consultations.consultant"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("consultant", "at"), name="quarter_taken_once")],
            },
        ),
        migrations.CreateModel(
            name="WeeklyHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekday", models.PositiveSmallIntegerField(verbose_name="weekday")),
                ("begins_at", models.TimeField(verbose_name="begins at")),
                ("ends_at", models.TimeField(verbose_name="ends at")),
                ("ways", models.JSONField(blank=True, default=list, verbose_name="ways")),
                ("since", models.DateField(verbose_name="since")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "consultant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="weekly_hours",
                        to="consultations.consultant",
                    ),
                ),
            ],
            options={
                "verbose_name": "weekly hours",
                "ordering": ["consultant", "weekday", "begins_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__gte", 1), ("weekday__lte", 7)), name="weekly_hours_weekday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("begins_at"))), name="weekly_hours_forward"
                    ),
                ],
            },
        ),
    ]
