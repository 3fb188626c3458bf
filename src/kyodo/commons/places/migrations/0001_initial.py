import django.db.models.deletion
import kyodo.kernel.clock.validators
import modelcluster.fields
from django.db import migrations, models
from kyodo.kernel.migrating import NewTables


class Migration(NewTables):
    initial = True

    dependencies = [
        # The histories of libraries run before our rooms, while few models are known: each of their steps draws all
        # related models anew.
        ("account", "0009_emailaddress_unique_primary_email"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("usersessions", "0001_initial"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailembeds", "0009_embed_cache_until"),
        ("wagtailimages", "0027_image_description"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
        ("wagtailsearch", "0010_add_text_fields"),
        ("wagtailusers", "0015_userprofile_keyboard_shortcuts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Ward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=60, verbose_name="name in kana")),
                ("name_latin", models.CharField(blank=True, max_length=60, verbose_name="name in Latin letters")),
                ("code", models.CharField(blank=True, max_length=6, verbose_name="code")),
                ("population", models.PositiveIntegerField(blank=True, null=True, verbose_name="population")),
                ("population_as_of", models.DateField(blank=True, null=True, verbose_name="population as of")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
            ],
            options={
                "verbose_name": "ward",
                "ordering": ["order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Facility",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("support_center", "citizens' activity support center"),
                            ("community_center", "community center"),
                            ("office", "city office"),
                            ("library", "library"),
                            ("hall", "hall"),
                            ("other", "other place"),
                        ],
                        default="other",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=150, verbose_name="name in kana")),
                ("name_latin", models.CharField(blank=True, max_length=150, verbose_name="name in Latin letters")),
                ("short_name", models.CharField(blank=True, max_length=40, verbose_name="short name")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("postcode", models.CharField(blank=True, max_length=7, verbose_name="postcode")),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                ("access", models.TextField(blank=True, verbose_name="how to get there")),
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
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("fax", models.CharField(blank=True, max_length=30, verbose_name="fax")),
                ("mail", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("url", models.URLField(blank=True, verbose_name="web site")),
                ("operator", models.CharField(blank=True, max_length=150, verbose_name="operator")),
                ("barrier_free", models.TextField(blank=True, verbose_name="barrier-free facilities")),
                (
                    "closures",
                    models.JSONField(
                        blank=True,
                        default=list,
                        validators=[kyodo.kernel.clock.validators.validate_closures],
                        verbose_name="closing rules",
                    ),
                ),
                ("closures_text", models.CharField(blank=True, max_length=300, verbose_name="closed days in words")),
                ("owner", models.CharField(blank=True, max_length=100, verbose_name="responsible for this entry")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("is_public", models.BooleanField(default=True, verbose_name="public")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "ward",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facilities",
                        to="places.ward",
                        verbose_name="ward",
                    ),
                ),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "ordering": ["order", "name_reading", "slug"],
                "indexes": [
                    models.Index(fields=["is_public", "order", "name_reading", "slug"], name="facility_listing")
                ],
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=80, verbose_name="name in kana")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                (
                    "ward",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="districts",
                        to="places.ward",
                        verbose_name="ward",
                    ),
                ),
            ],
            options={
                "verbose_name": "district",
                "ordering": ["ward", "name_reading", "slug"],
            },
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=150, verbose_name="name in kana")),
                ("topics", models.TextField(blank=True, verbose_name="what to ask here")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("fax", models.CharField(blank=True, max_length=30, verbose_name="fax")),
                ("mail", models.EmailField(blank=True, max_length=254, verbose_name="mail address")),
                ("url", models.URLField(blank=True, verbose_name="web site")),
                ("hours_text", models.CharField(blank=True, max_length=200, verbose_name="hours in words")),
                ("confirmed_on", models.DateField(blank=True, null=True, verbose_name="confirmed on")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "facility",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="desks",
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
                        related_name="desks",
                        to="places.ward",
                        verbose_name="ward",
                    ),
                ),
            ],
            options={
                "verbose_name": "desk",
                "ordering": ["order", "name_reading", "slug"],
            },
        ),
        migrations.CreateModel(
            name="City",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField(unique=True)),
                ("only", models.PositiveSmallIntegerField(default=1, editable=False, unique=True)),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_reading", models.CharField(blank=True, max_length=60, verbose_name="name in kana")),
                ("name_latin", models.CharField(blank=True, max_length=60, verbose_name="name in Latin letters")),
                ("code", models.CharField(blank=True, max_length=6, verbose_name="code")),
                ("site_name", models.CharField(max_length=60, verbose_name="name of the site")),
                (
                    "site_name_latin",
                    models.CharField(blank=True, max_length=80, verbose_name="name of the site in English"),
                ),
                ("tagline", models.CharField(blank=True, max_length=120, verbose_name="one sentence about the site")),
                (
                    "tagline_latin",
                    models.CharField(blank=True, max_length=160, verbose_name="one sentence about the site in English"),
                ),
                ("facts", models.JSONField(blank=True, default=list, verbose_name="facts")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                (
                    "contact_desk",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="places.desk",
                        verbose_name="desk to call first",
                    ),
                ),
                ("license_name", models.CharField(blank=True, max_length=60, verbose_name="license of open data")),
                ("license_url", models.URLField(blank=True, verbose_name="text of the license")),
                ("publisher", models.CharField(blank=True, max_length=100, verbose_name="publisher of open data")),
            ],
            options={
                "verbose_name": "city",
                "verbose_name_plural": "city",
                "constraints": [models.CheckConstraint(condition=models.Q(("only", 1)), name="city_only_one")],
            },
        ),
        migrations.CreateModel(
            name="HoursException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField(verbose_name="date")),
                ("is_open", models.BooleanField(default=False, verbose_name="open")),
                ("opens_at", models.TimeField(blank=True, null=True, verbose_name="opens at")),
                ("closes_at", models.TimeField(blank=True, null=True, verbose_name="closes at")),
                ("reason", models.CharField(max_length=100, verbose_name="reason")),
                (
                    "facility",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="exceptions", to="places.facility"
                    ),
                ),
            ],
            options={
                "verbose_name": "exception of opening hours",
                "ordering": ["facility", "date"],
                "constraints": [
                    models.UniqueConstraint(fields=("facility", "date"), name="exception_once_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closes_at", None), ("is_open", False), ("opens_at", None)),
                            models.Q(("closes_at", None), ("is_open", True), ("opens_at", None)),
                            models.Q(
                                ("closes_at__gt", models.F("opens_at")),
                                ("closes_at__isnull", False),
                                ("is_open", True),
                                ("opens_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="exception_hours",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weekday", models.PositiveSmallIntegerField(verbose_name="weekday")),
                ("opens_at", models.TimeField(verbose_name="opens at")),
                ("closes_at", models.TimeField(verbose_name="closes at")),
                (
                    "facility",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="hours", to="places.facility"
                    ),
                ),
            ],
            options={
                "verbose_name": "opening hours",
                "ordering": ["facility", "weekday", "opens_at"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__gte", 1), ("weekday__lte", 8)), name="hours_weekday"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="hours_forward"
                    ),
                    models.UniqueConstraint(fields=("facility", "weekday", "opens_at"), name="hours_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Space",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("slug", models.SlugField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("floor", models.CharField(blank=True, max_length=10, verbose_name="floor")),
                ("use", models.TextField(blank=True, verbose_name="use")),
                ("capacity", models.PositiveIntegerField(blank=True, null=True, verbose_name="capacity")),
                ("is_capacity_approximate", models.BooleanField(default=False, verbose_name="about")),
                ("is_bookable", models.BooleanField(blank=True, null=True, verbose_name="for booking")),
                ("observed_on", models.CharField(blank=True, max_length=10, verbose_name="as of")),
                ("source", models.JSONField(blank=True, default=list, verbose_name="source")),
                ("is_demo", models.BooleanField(default=False, verbose_name="sample")),
                ("order", models.PositiveSmallIntegerField(default=100, verbose_name="order")),
                (
                    "facility",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spaces", to="places.facility"
                    ),
                ),
            ],
            options={
                "verbose_name": "space",
                "ordering": ["facility", "order", "slug"],
                "constraints": [models.UniqueConstraint(fields=("facility", "slug"), name="space_once")],
            },
        ),
        migrations.CreateModel(
            name="FacilityNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=6, verbose_name="code")),
                ("number", models.CharField(max_length=60, verbose_name="number")),
                (
                    "facility",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="numbers", to="places.facility"
                    ),
                ),
            ],
            options={
                "verbose_name": "number of a place",
                "ordering": ["code", "number"],
                "constraints": [models.UniqueConstraint(fields=("code", "number"), name="facility_number_once")],
            },
        ),
    ]
