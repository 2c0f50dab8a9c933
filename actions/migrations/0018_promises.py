"""What an addressee promises is no extension of the last day, so the word for both says neither."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actions', '0017_forgetting'),
        ('meetings', '0017_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='ledgerupdate',
            name='kind',
            field=models.CharField(choices=[('sent', 'Received by the addressee'), ('response', 'Response'), ('planned', 'Action agreed'), ('progress', 'Progress'), ('extended', 'Later date given'), ('handed over', 'Handed over'), ('completed', 'Completed'), ('reviewed', 'Reviewed by the committee'), ('reconsidered', 'Sent back to be considered again'), ('reopened', 'Reopened'), ('superseded', 'Superseded'), ('merged', 'Merged'), ('withdrawn', 'Withdrawn'), ('corrected', 'Corrected')], max_length=20),
        ),
        migrations.AlterConstraint(
            model_name='ledgerupdate',
            name='an_update_is_of_a_known_kind',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['sent', 'response', 'planned', 'progress', 'extended', 'handed over', 'completed', 'reviewed', 'reconsidered', 'reopened', 'superseded', 'merged', 'withdrawn', 'corrected'])), name='an_update_is_of_a_known_kind', violation_error_message='Choose one of: Received by the addressee, Response, Action agreed, Progress, Later date given, Handed over, Completed, Reviewed by the committee, Sent back to be considered again, Reopened, Superseded, Merged, Withdrawn, Corrected.'),
        ),
    ]
