"""Messages that ended long ago lose whom they went to; names of links stand in no audit event."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0016_response"),
        ("meetings", "0017_desk"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="ownerlink",
            name="noted_in_audit",
        ),
        migrations.AlterField(
            model_name="message",
            name="body",
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="to_address",
            field=models.EmailField(blank=True, max_length=254),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="ownerlink",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_in_audit",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="public.record_note_change('link to an owner', 'to_address', 'to_name')",
                    func="RAISE EXCEPTION 'record_note_change replaces this function';",
                    hash="1501dea05d6a359736155e5d7d00631272f5f439",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_noted_in_audit_59d9f",
                    table="actions_ownerlink",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["planned", "released", "sending"]), _negated=True),
                    models.Q(("to_address", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_message_that_goes_out_has_an_address",
                violation_error_message="A message that is to go out needs an address.",
            ),
        ),
    ]
