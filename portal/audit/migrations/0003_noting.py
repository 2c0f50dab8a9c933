from django.db import migrations, models

from portal.audit.history import CREATE_NOTING, DROP_NOTING


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_initial")]

    operations = [
        migrations.AddField(
            model_name="auditevent", name="record", field=models.CharField(blank=True, db_index=True, default="", max_length=100), preserve_default=False
        ),
        migrations.AddField(
            model_name="auditevent", name="deed", field=models.CharField(blank=True, default="", max_length=200), preserve_default=False
        ),
        migrations.RunSQL(CREATE_NOTING, DROP_NOTING),
    ]
