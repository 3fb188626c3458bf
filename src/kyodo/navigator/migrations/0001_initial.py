import django.db.models.deletion
import kyodo.kernel.editing.fields
import modelcluster.fields
import wagtail.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuideIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "shelf of guides",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="GuidePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("basics", "Getting to know collaboration"),
                            ("handbook", "Handbook: step by step"),
                            ("neighborhood", "For neighborhood associations"),
                            ("places", "Using places and desks"),
                            ("site", "About this site"),
                        ],
                        default="basics",
                        max_length=20,
                        verbose_name="shelf",
                    ),
                ),
                ("title_reading", models.CharField(blank=True, max_length=200, verbose_name="title in kana")),
                ("summary", models.CharField(blank=True, max_length=150, verbose_name="summary")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order on the shelf")),
                ("body", kyodo.kernel.editing.fields.StreamColumn([], blank=True, verbose_name="text")),
                ("keeper", models.CharField(blank=True, max_length=100, verbose_name="responsible for this entry")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
            ],
            options={
                "verbose_name": "guide",
                "verbose_name_plural": "guides",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Dataset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                ("title_reading", models.CharField(blank=True, max_length=200, verbose_name="title in kana")),
                ("summary", models.CharField(blank=True, max_length=200, verbose_name="summary")),
                ("unit", models.CharField(max_length=20, verbose_name="unit")),
                ("decimals", models.PositiveSmallIntegerField(default=0, verbose_name="decimal places")),
                (
                    "chart",
                    models.CharField(
                        choices=[("bar", "bars"), ("line", "line")], default="bar", max_length=8, verbose_name="chart"
                    ),
                ),
                (
                    "label_heading",
                    models.CharField(blank=True, max_length=40, verbose_name="heading of the first column"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("owner", models.CharField(blank=True, max_length=100, verbose_name="responsible for this entry")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "figures",
                "verbose_name_plural": "figures",
                "ordering": ["order", "slug"],
                "indexes": [models.Index(fields=["is_public", "order", "slug"], name="dataset_listing")],
            },
        ),
        migrations.CreateModel(
            name="DatasetRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("label", models.CharField(max_length=60, verbose_name="label")),
                ("series", models.CharField(blank=True, max_length=40, verbose_name="series")),
                ("year", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year")),
                ("value", models.DecimalField(decimal_places=3, max_digits=16, verbose_name="value")),
                ("is_approximate", models.BooleanField(default=False, verbose_name="about")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                (
                    "dataset",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="navigator.dataset"
                    ),
                ),
            ],
            options={
                "verbose_name": "number",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Video",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("title", models.CharField(max_length=100, verbose_name="title")),
                ("title_reading", models.CharField(blank=True, max_length=200, verbose_name="title in kana")),
                ("provider", models.CharField(max_length=60, verbose_name="provider")),
                ("url", models.URLField(max_length=300, verbose_name="address of the video")),
                ("summary", models.TextField(verbose_name="what it shows")),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="length in minutes")),
                ("has_captions", models.BooleanField(blank=True, null=True, verbose_name="captions")),
                ("transcript", models.TextField(blank=True, verbose_name="what is said, in writing")),
                ("owner", models.CharField(blank=True, max_length=100, verbose_name="responsible for this entry")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                ("changed_at", models.DateTimeField(auto_now=True)),
            ],
            options={
                "verbose_name": "video",
                "verbose_name_plural": "videos",
                "ordering": ["order", "slug"],
                "indexes": [models.Index(fields=["is_public", "order", "slug"], name="video_listing")],
            },
        ),
        migrations.CreateModel(
            name="SupportProgramme",
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
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=200, verbose_name="name in kana")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("grant", "grants and subsidies"),
                            ("joint_project", "projects together with the city"),
                            ("dispatch", "experts who come to you"),
                            ("consultation", "consultation"),
                            ("place", "places to use"),
                            ("publicity", "help in becoming known"),
                            ("information", "information by mail or page"),
                            ("reduction", "reduced fees"),
                            ("other", "other support"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("provider", models.CharField(blank=True, max_length=100, verbose_name="provided by")),
                (
                    "summary",
                    models.CharField(
                        help_text="one or two sentences, up to 100 characters", max_length=100, verbose_name="summary"
                    ),
                ),
                ("body", wagtail.fields.RichTextField(blank=True, verbose_name="details")),
                (
                    "parts",
                    kyodo.kernel.editing.fields.StreamColumn([], blank=True, verbose_name="kinds of support within"),
                ),
                (
                    "for_whom",
                    kyodo.kernel.editing.fields.WordsField(
                        blank=True, default=list, max_length=200, verbose_name="for whom"
                    ),
                ),
                (
                    "stages",
                    kyodo.kernel.editing.fields.WordsField(
                        blank=True, default=list, max_length=200, verbose_name="for which stage"
                    ),
                ),
                (
                    "needs",
                    kyodo.kernel.editing.fields.WordsField(
                        blank=True, default=list, max_length=200, verbose_name="helps with"
                    ),
                ),
                ("conditions", wagtail.fields.RichTextField(blank=True, verbose_name="conditions")),
                (
                    "min_organizations",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="organizations needed at least"
                    ),
                ),
                (
                    "min_members",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="members needed at least"),
                ),
                ("ceiling_yen", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="ceiling in yen")),
                ("ceiling_text", models.CharField(blank=True, max_length=200, verbose_name="amount in words")),
                (
                    "max_rate",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=4, null=True, verbose_name="highest rate in percent"
                    ),
                ),
                ("rate_text", models.CharField(blank=True, max_length=200, verbose_name="rate in words")),
                ("period_text", models.CharField(blank=True, max_length=200, verbose_name="period of support")),
                ("apply_from", models.DateTimeField(blank=True, null=True, verbose_name="applications from")),
                (
                    "apply_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="the first moment at which it is too late",
                        null=True,
                        verbose_name="applications until",
                    ),
                ),
                ("apply_text", models.CharField(blank=True, max_length=300, verbose_name="applications in words")),
                ("is_always_open", models.BooleanField(default=False, verbose_name="open at any time")),
                (
                    "is_consultation_required",
                    models.BooleanField(blank=True, null=True, verbose_name="prior consultation required"),
                ),
                ("consultation_text", models.CharField(blank=True, max_length=300, verbose_name="prior consultation")),
                ("how_to_apply", models.TextField(blank=True, verbose_name="how to apply")),
                ("online_url", models.URLField(blank=True, max_length=300, verbose_name="online application")),
                ("url", models.URLField(blank=True, max_length=300, verbose_name="official page")),
                (
                    "year_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="first fiscal year"),
                ),
                (
                    "year_until",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="only for programmes that have ended or will end",
                        null=True,
                        verbose_name="last fiscal year",
                    ),
                ),
                ("owner", models.CharField(blank=True, max_length=100, verbose_name="responsible for this entry")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="programmes",
                        to="places.desk",
                        verbose_name="desk to ask",
                    ),
                ),
                (
                    "fields",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="programmes", to="actors.field", verbose_name="fields"
                    ),
                ),
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
                    "successor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="predecessors",
                        to="navigator.supportprogramme",
                        verbose_name="followed by",
                    ),
                ),
                (
                    "wards",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        help_text="none means the whole city",
                        related_name="programmes",
                        to="places.ward",
                        verbose_name="wards",
                    ),
                ),
            ],
            options={
                "verbose_name": "support programme",
                "verbose_name_plural": "support programmes",
                "ordering": ["name_reading", "pk"],
                "indexes": [
                    models.Index(
                        fields=["live", "is_public", "apply_until", "name_reading", "id"], name="programme_by_deadline"
                    ),
                    models.Index(
                        fields=["live", "is_public", "apply_from", "name_reading", "id"], name="programme_by_opening"
                    ),
                    models.Index(
                        fields=["live", "is_public", "confirmed_on", "name_reading", "id"],
                        name="programme_by_confirmed",
                    ),
                    models.Index(fields=["live", "is_public", "name_reading", "id"], name="programme_by_name"),
                    models.Index(
                        fields=["live", "is_public", "year_until", "name_reading", "id"], name="programme_by_end"
                    ),
                    models.Index(fields=["live", "is_public", "first_published_at", "id"], name="programme_by_news"),
                    models.Index(
                        fields=[
                            "live",
                            "is_public",
                            "year_until",
                            "confirmed_on",
                            "is_always_open",
                            "apply_from",
                            "apply_until",
                        ],
                        name="programme_standing",
                    ),
                    models.Index(
                        fields=[
                            "live",
                            "is_public",
                            "kind",
                            "needs",
                            "for_whom",
                            "is_always_open",
                            "apply_from",
                            "apply_until",
                            "year_until",
                        ],
                        name="programme_facets",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("apply_from", None),
                            ("apply_until", None),
                            ("apply_until__gt", models.F("apply_from")),
                            _connector="OR",
                        ),
                        name="programme_period_forward",
                        violation_error_message="The end of the application period must be later than its beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year_from", None),
                            ("year_until", None),
                            ("year_until__gte", models.F("year_from")),
                            _connector="OR",
                        ),
                        name="programme_years_forward",
                        violation_error_message="The last fiscal year must not be before the first one.",
                    ),
                ],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
    ]
