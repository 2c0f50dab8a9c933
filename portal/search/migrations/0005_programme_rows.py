"""Rows of published work programmes can be found: an entry is of a meeting, or of the programme of a committee.

That this migration is new makes `manage.py serve` write the rows anew from the editions.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("search", "0004_pages"), ("meetings", "0017_desk")]

    operations = [
        migrations.RemoveConstraint(
            model_name='searchentry',
            name='a_search_entry_is_of_a_known_kind',
        ),
        migrations.AddField(
            model_name='searchentry',
            name='committee',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_entries', to='meetings.publishedcommittee'),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='programme',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='searchentry',
            name='kind',
            field=models.CharField(choices=[('meeting', 'Meeting'), ('item', 'Agenda item'), ('resolution', 'Resolution'), ('recommendation', 'Recommendation'), ('action', 'Action'), ('question', 'Question'), ('paper', 'Paper'), ('logged', 'Action log'), ('programme', 'Work programme')], max_length=20),
        ),
        migrations.AlterField(
            model_name='searchentry',
            name='meeting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='search_entries', to='meetings.publishedmeeting'),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(condition=models.Q(('programme__isnull', False)), fields=['programme'], name='search_programmes'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'item', 'resolution', 'recommendation', 'action', 'question', 'paper', 'logged', 'programme'])), name='a_search_entry_is_of_a_known_kind', violation_error_message='Choose one of: Meeting, Agenda item, Resolution, Recommendation, Action, Question, Paper, Action log, Work programme.'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('committee', 'programme', 'anchor'), name='a_row_of_a_programme_is_found_once', violation_error_message='This row of the programme is in the search already.'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('committee__isnull', True), ('meeting__isnull', False), ('programme__isnull', True), models.Q(('kind', 'programme'), _negated=True)), models.Q(('committee__isnull', False), ('kind', 'programme'), ('meeting__isnull', True), ('programme__isnull', False)), _connector='OR'), name='a_search_entry_is_of_a_meeting_or_a_programme', violation_error_message='What is found is of a meeting, or of the work programme of a committee.'),
        ),
    ]
