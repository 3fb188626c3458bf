import django.db.models.deletion
import kyodo.kernel.clock.validators
import kyodo.kernel.editing.fields
import modelcluster.fields
import wagtail.models.preview
from django.conf import settings
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        ("actors", "0001_initial"),
        ("collaborations", "0001_initial"),
        ("people", "__first__"),
        ("places", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
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
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("title_reading", models.CharField(blank=True, max_length=200, verbose_name="title in kana")),
                (
                    "lead",
                    models.CharField(
                        help_text="what it is about in two or three sentences, up to 300 characters",
                        max_length=300,
                        verbose_name="lead",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=150, verbose_name="place in words")),
                (
                    "year_from",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="first fiscal year told"),
                ),
                (
                    "year_until",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="last fiscal year told"),
                ),
                ("body", kyodo.kernel.editing.fields.StreamColumn([], blank=True, verbose_name="story")),
                (
                    "published_in",
                    models.CharField(
                        blank=True,
                        help_text="a booklet, a newspaper, a page",
                        max_length=150,
                        verbose_name="first published in",
                    ),
                ),
                (
                    "published_on",
                    models.CharField(
                        blank=True,
                        help_text="2018, 2018-04 or 2018-04-01: as much as is known",
                        max_length=10,
                        validators=[kyodo.kernel.clock.validators.partial_day],
                        verbose_name="first published on",
                    ),
                ),
                ("keeper", models.CharField(blank=True, max_length=100, verbose_name="responsible for this entry")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "collaboration",
                    models.ForeignKey(
                        blank=True,
                        help_text="the joint work that is told; its partners and its diagram come from there",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to="collaborations.collaboration",
                        verbose_name="collaboration",
                    ),
                ),
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
                (
                    "fields",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="cases", to="actors.field", verbose_name="fields"
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
                    "wards",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="cases", to="places.ward", verbose_name="wards"
                    ),
                ),
            ],
            options={
                "verbose_name": "case",
                "verbose_name_plural": "cases",
                "ordering": ["-first_published_at", "-pk"],
                "indexes": [
                    models.Index(fields=["live", "is_public", "-first_published_at", "-id"], name="case_newest"),
                    models.Index(fields=["live", "is_public", "year_from", "year_until", "id"], name="case_by_year"),
                    models.Index(fields=["live", "is_public", "title_reading", "id"], name="case_by_name"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("year_from__isnull", False), ("year_until__gte", models.F("year_from"))),
                            models.Q(("year_from", None), ("year_until", None)),
                            _connector="OR",
                        ),
                        name="case_years_forward",
                        violation_error_message="Please write both fiscal years, the last one not before the first.",
                    )
                ],
            },
            bases=(wagtail.models.preview.PreviewableMixin, models.Model),
        ),
        migrations.CreateModel(
            name="SchemeUsed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "programme",
                    models.SlugField(blank=True, max_length=80, verbose_name="short name in the support directory"),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="when and how")),
                (
                    "case",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="schemes", to="casebook.case"
                    ),
                ),
            ],
            options={
                "verbose_name": "support used",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
