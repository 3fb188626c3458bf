import django.db.models.deletion
import kyodo.center.newsletters.models.reader
import kyodo.center.newsletters.models.series
import kyodo.kernel.clock.validators
import kyodo.kernel.editing.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("people", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(editable=False, max_length=12, unique=True)),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("address_key", models.CharField(blank=True, editable=False, max_length=254)),
                ("confirmed_at", models.DateTimeField(verbose_name="confirmed at")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "ended_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "ended by the reader"),
                            ("desk", "ended at the desk"),
                            ("bounced", "the address does not exist any more"),
                            ("unreached", "the mailbox did not answer again and again"),
                            ("erased", "erased"),
                        ],
                        max_length=10,
                        verbose_name="why it ended",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=100, verbose_name="note")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
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
            ],
            options={
                "verbose_name": "reader",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("address_key", ""), _negated=True),
                        fields=("address_key",),
                        name="reader_address_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), _negated=True), ("ended_at__isnull", False), _connector="OR"
                        ),
                        name="reader_has_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True, validators=[kyodo.center.newsletters.models.series.not_taken])),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=120, verbose_name="name in kana")),
                ("short_name", models.CharField(blank=True, max_length=30, verbose_name="title on paper")),
                ("summary", models.CharField(blank=True, max_length=300, verbose_name="what it is about")),
                ("publisher", models.CharField(max_length=120, verbose_name="publisher")),
                ("editor", models.CharField(blank=True, max_length=200, verbose_name="made by")),
                ("rhythm", models.CharField(blank=True, max_length=80, verbose_name="how often")),
                (
                    "since",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[kyodo.kernel.clock.validators.partial_day],
                        verbose_name="since",
                    ),
                ),
                (
                    "until",
                    models.CharField(
                        blank=True,
                        max_length=10,
                        validators=[kyodo.kernel.clock.validators.partial_day],
                        verbose_name="until",
                    ),
                ),
                (
                    "takes_readers",
                    models.BooleanField(
                        default=False,
                        help_text="only while new issues come out here",
                        verbose_name="may be subscribed to",
                    ),
                ),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="places.desk",
                        verbose_name="desk to ask",
                    ),
                ),
            ],
            options={
                "verbose_name": "newsletter",
                "verbose_name_plural": "newsletters",
                "ordering": ["order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="CopyPlace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, verbose_name="name of the place or organization")),
                ("addressee", models.CharField(blank=True, max_length=60, verbose_name="office that receives it")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="postcode")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                ("copies", models.PositiveSmallIntegerField(default=1, verbose_name="copies")),
                ("is_shown", models.BooleanField(default=False, verbose_name="visitors may take a copy there")),
                (
                    "state",
                    models.CharField(
                        choices=[("asked", "asked for"), ("agreed", "copies are sent"), ("ended", "ended")],
                        default="asked",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("channel", models.CharField(blank=True, max_length=20, verbose_name="channel")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("ended_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="actors.actor",
                        verbose_name="organization",
                    ),
                ),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.facility",
                        verbose_name="facility",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="places",
                        to="newsletters.series",
                        verbose_name="newsletter",
                    ),
                ),
            ],
            options={
                "verbose_name": "place where copies lie",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("facility__isnull", False), models.Q(("state", "ended"), _negated=True)),
                        fields=("series", "facility"),
                        name="copies_once_a_facility",
                    ),
                    models.CheckConstraint(condition=models.Q(("copies__gte", 1)), name="copies_some"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(editable=False, max_length=80, unique=True)),
                ("key", models.CharField(editable=False, max_length=20)),
                ("number", models.PositiveIntegerField(blank=True, null=True, verbose_name="number")),
                (
                    "month",
                    models.CharField(
                        help_text="such as 2026-12",
                        max_length=10,
                        validators=[kyodo.kernel.clock.validators.partial_day],
                        verbose_name="month",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="headline")),
                ("lead", models.CharField(blank=True, max_length=300, verbose_name="what it tells")),
                ("link", models.URLField(blank=True, max_length=1000, verbose_name="where it lies")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("reviewed", "checked"),
                            ("published", "published"),
                            ("sent", "published and sent"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("reviewed_as", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "published_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="public since"),
                ),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="issues",
                        to="newsletters.series",
                        verbose_name="newsletter",
                    ),
                ),
            ],
            options={
                "verbose_name": "issue",
                "verbose_name_plural": "issues",
                "ordering": ["-month", "-number", "-pk"],
                "indexes": [models.Index(fields=["is_public", "state", "-month", "-id"], name="issue_newest")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "key"),
                        name="issue_once_in_series",
                        violation_error_message="This issue exists already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["reviewed"]), _negated=True),
                            models.Q(("reviewed_as", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="issue_reviewed_as_it_is",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mailing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("readers", models.PositiveIntegerField(default=0, verbose_name="readers")),
                ("reached", models.PositiveBigIntegerField(default=0, editable=False)),
                ("written", models.PositiveIntegerField(default=0, verbose_name="letters written")),
                ("started_at", models.DateTimeField(verbose_name="begun")),
                ("paused_at", models.DateTimeField(blank=True, null=True, verbose_name="stopped")),
                ("written_at", models.DateTimeField(blank=True, null=True, verbose_name="all letters written")),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                (
                    "issue",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mailing", to="newsletters.issue"
                    ),
                ),
                (
                    "started_by",
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
                "verbose_name": "sending by mail",
            },
        ),
        migrations.CreateModel(
            name="PrintRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("printed", models.PositiveIntegerField(verbose_name="copies printed")),
                ("printed_on", models.DateField(verbose_name="printed on")),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sent on")),
                ("left_over", models.PositiveIntegerField(blank=True, null=True, verbose_name="copies left over")),
                (
                    "issue",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="run", to="newsletters.issue"
                    ),
                ),
            ],
            options={
                "verbose_name": "print run",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_over", None), ("left_over__lte", models.F("printed")), _connector="OR"
                        ),
                        name="run_left",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Parcel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("copies", models.PositiveSmallIntegerField(verbose_name="copies")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parcels", to="newsletters.copyplace"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parcels", to="newsletters.printrun"
                    ),
                ),
            ],
            options={
                "verbose_name": "copies sent",
                "constraints": [models.UniqueConstraint(fields=("run", "place"), name="parcel_once_a_place")],
            },
        ),
        migrations.CreateModel(
            name="Bounce",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_hard", models.BooleanField(verbose_name="for good")),
                ("code", models.CharField(blank=True, max_length=3)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "mailing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bounces", to="newsletters.mailing"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="bounces", to="newsletters.reader"
                    ),
                ),
            ],
            options={
                "verbose_name": "letter that did not arrive",
                "constraints": [models.UniqueConstraint(fields=("mailing", "reader"), name="bounce_once_a_mailing")],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("channel", models.CharField(max_length=20, verbose_name="channel")),
                ("since", models.DateTimeField(verbose_name="since")),
                ("until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("self", "ended by the reader"),
                            ("desk", "ended at the desk"),
                            ("bounced", "the address does not exist any more"),
                            ("unreached", "the mailbox did not answer again and again"),
                            ("erased", "erased"),
                        ],
                        max_length=10,
                        verbose_name="why it ended",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="newsletters.reader",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="newsletters.series",
                    ),
                ),
            ],
            options={
                "verbose_name": "subscription",
                "indexes": [models.Index(fields=["series", "until", "reader"], name="subscription_of_series")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("reader", "series"), name="subscription_one_open"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "token",
                    models.CharField(
                        default=kyodo.center.newsletters.models.reader.new_token,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("address", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("series", models.JSONField(default=list)),
                ("network", models.CharField(max_length=40)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "request for a newsletter",
                "indexes": [models.Index(fields=["network", "made_at"], name="newsletter_wish_network")],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(default=False, editable=False, verbose_name="has unpublished changes"),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="first published at"),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="last published at"),
                ),
                ("go_live_at", models.DateTimeField(blank=True, null=True, verbose_name="go live date/time")),
                ("expire_at", models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time")),
                ("expired", models.BooleanField(default=False, editable=False, verbose_name="expired")),
                ("locked", models.BooleanField(default=False, editable=False, verbose_name="locked")),
                ("locked_at", models.DateTimeField(editable=False, null=True, verbose_name="locked at")),
                ("slug", models.SlugField(max_length=60)),
                ("title", models.CharField(max_length=80, verbose_name="title")),
                ("title_reading", models.CharField(blank=True, max_length=150, verbose_name="title in kana")),
                (
                    "rubric",
                    models.CharField(
                        blank=True, help_text="the name of a regular column", max_length=30, verbose_name="column"
                    ),
                ),
                (
                    "lead",
                    models.CharField(
                        help_text="what it is about; also read in the mail", max_length=300, verbose_name="lead"
                    ),
                ),
                (
                    "byline",
                    models.CharField(
                        blank=True,
                        help_text="with their consent; shown under the title",
                        max_length=100,
                        verbose_name="who wrote it",
                    ),
                ),
                ("body", kyodo.kernel.editing.fields.StreamColumn([], blank=True, verbose_name="text")),
                ("is_feature", models.BooleanField(default=False, verbose_name="begins on a page of its own")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="newsletters.issue",
                        verbose_name="issue",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["issue", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issue", "slug"),
                        name="article_once_in_issue",
                        violation_error_message="The issue has an article of this short name already.",
                    )
                ],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
    ]
