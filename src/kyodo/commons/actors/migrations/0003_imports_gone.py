# The kernel keeps the files of organizations now (``imports``).

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("actors", "0002_mandates")]

    operations = [migrations.DeleteModel(name="ImportRow"), migrations.DeleteModel(name="ImportBatch")]
