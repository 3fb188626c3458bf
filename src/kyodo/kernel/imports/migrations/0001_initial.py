import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="SentFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "columns to be named"),
                            ("previewed", "preview"),
                            ("applying", "being imported"),
                            ("applied", "applied"),
                            ("discarded", "discarded"),
                        ],
                        default="sent",
                        max_length=12,
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="file")),
                ("digest", models.CharField(max_length=64)),
                ("encoding", models.CharField(blank=True, max_length=20, verbose_name="encoding")),
                ("header", models.JSONField(default=list)),
                ("columns", models.JSONField(blank=True, default=dict)),
                ("notes", models.JSONField(blank=True, default=list, verbose_name="notes")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("asked", models.JSONField(blank=True, default=dict)),
                ("done_to", models.PositiveIntegerField(default=0)),
                ("left_out", models.PositiveIntegerField(default=0)),
                ("only", models.CharField(blank=True, max_length=60)),
            ],
            options={
                "verbose_name": "sent file",
                "ordering": ["-made_at", "-pk"],
                "indexes": [models.Index(fields=["kind", "-made_at"], name="sent_file_latest")],
            },
        ),
        migrations.CreateModel(
            name="SentRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("cells", models.JSONField(default=list)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("create", "new"),
                            ("update", "changes an entry"),
                            ("same", "no change"),
                            ("skip", "not imported"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("values", models.JSONField(default=dict)),
                ("changes", models.JSONField(default=dict)),
                ("notes", models.JSONField(default=list, verbose_name="notes")),
                ("asks", models.JSONField(default=list)),
                ("needs_person", models.BooleanField(default=False)),
                ("thing", models.CharField(blank=True, max_length=80)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="imports.sentfile"
                    ),
                ),
            ],
            options={
                "ordering": ["file", "number"],
                "constraints": [models.UniqueConstraint(fields=("file", "number"), name="sent_row_once")],
            },
        ),
    ]
