"""The clocks that the law and common practice give to each kind of addressee; the council may edit them."""

from django.db import migrations

CLOCKS = [
    (
        "executive",
        "Cabinet or a cabinet member",
        2,
        None,
        "Local Government Act 2000, section 9FE: two months beginning with the day of receipt",
    ),
    (
        "council",
        "The council",
        2,
        None,
        "Local Government Act 2000, section 9FE: two months beginning with the day of receipt",
    ),
    ("officer", "An officer of the council", None, None, "No statutory date: the committee names one"),
    ("nhs body", "An NHS body", None, 28, "Health scrutiny regulations 2013, regulation 22: 28 days from the request"),
    (
        "crime and disorder partner",
        "A crime and disorder partner",
        None,
        28,
        "Police and Justice Act 2006, section 19 and its regulations: 28 days",
    ),
    (
        "partner",
        "Another partner",
        None,
        None,
        "Local Government and Public Involvement in Health Act 2007: to have regard, no date",
    ),
    ("mp", "A Member of Parliament", None, None, "No date: a request"),
    ("committee", "The committee itself", None, None, "No response due: the committee carries it out itself"),
    ("other", "Somebody else", None, None, "No date: a request"),
]


def add_clocks(apps, schema_editor):
    clock = apps.get_model("actions", "AddresseeClock")
    for kind, label, months, days, rule in CLOCKS:
        clock.objects.create(addressee_kind=kind, label=label, months=months, days=days, rule=rule)


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]
    operations = [migrations.RunPython(add_clocks, migrations.RunPython.noop)]
