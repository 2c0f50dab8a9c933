"""The function that every append-only table calls; it stands before any of them."""

from django.db import migrations

from portal.audit.history import CREATE_REFUSAL, DROP_REFUSAL


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [("meetings", "0001_initial"), ("actions", "0001_initial")]
    operations = [migrations.RunSQL(CREATE_REFUSAL, DROP_REFUSAL)]
