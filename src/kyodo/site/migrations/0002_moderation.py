import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kyodo_site", "0001_cache_table"), ("wagtailcore", "0098_apitoken")]
    operations = [
        migrations.CreateModel(
            name="FourEyesTask",
            fields=[
                (
                    "groupapprovaltask_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="wagtailcore.groupapprovaltask",
                    ),
                )
            ],
            options={
                "verbose_name": "check by a second person",
                "verbose_name_plural": "checks by a second person",
            },
            bases=("wagtailcore.groupapprovaltask",),
        )
    ]
