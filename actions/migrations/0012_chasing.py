import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0011_answering"), ("meetings", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="message",
            name="committee",
            field=models.ForeignKey(
                blank=True,
                help_text="Of a weekly summary that is about one committee.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.publishedcommittee",
            ),
        ),
    ]
