
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0011_answering'),
        ('meetings', '0017_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='message',
            name='committee',
            field=models.ForeignKey(blank=True, help_text='Of a weekly summary that is about one committee.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.publishedcommittee'),
        ),
        migrations.AlterField(
            model_name='message',
            name='kind',
            field=models.CharField(choices=[('before', 'Before the due date'), ('due', 'On the due date'), ('late', 'Overdue'), ('head', 'Overdue, with a copy to the head'), ('asked', 'Asked for by an officer'), ('returned', 'An answer was returned'), ('clerks', 'Weekly summary for officers'), ('chairs', 'Weekly summary for chairpersons')], max_length=20),
        ),
        migrations.AlterConstraint(
            model_name='message',
            name='a_message_is_of_a_known_kind',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['before', 'due', 'late', 'head', 'asked', 'returned', 'clerks', 'chairs'])), name='a_message_is_of_a_known_kind', violation_error_message='Choose one of: Before the due date, On the due date, Overdue, Overdue, with a copy to the head, Asked for by an officer, An answer was returned, Weekly summary for officers, Weekly summary for chairpersons.'),
        ),
    ]
