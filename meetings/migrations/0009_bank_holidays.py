"""England's bank holidays of 2018 to 2032; the office edits them afterwards."""

import holidays
from django.db import migrations

YEARS = range(2018, 2033)


def told():
    for day, name in sorted(holidays.country_holidays("GB", subdiv="ENG", years=YEARS, language="en_GB").items()):
        yield day, name.replace("(observed)", "(substitute day)").replace("'", "’")


def add(apps, schema_editor):
    holiday = apps.get_model("meetings", "Holiday")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.deed', 'laid the table of bank holidays', true)")
    holiday.objects.bulk_create(
        [holiday(day=day, name=name, kind="bank holiday") for day, name in told()], ignore_conflicts=True
    )
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('portal.deed', '', true)")


def remove(apps, schema_editor):
    """Takes away what was brought, and leaves what the office has made its own."""
    holiday = apps.get_model("meetings", "Holiday")
    for day, name in told():
        holiday.objects.filter(day=day, name=name, kind="bank holiday").delete()


class Migration(migrations.Migration):
    dependencies = [("meetings", "0008_agenda")]

    operations = [migrations.RunPython(add, remove)]
