import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


def responses_to_rows(apps, schema_editor):
    """Every response becomes the first answer of its question; a question is accepted, or disallowed with its reason."""
    question, answer = (apps.get_model("meetings", name) for name in ("Question", "QuestionAnswer"))
    answer.objects.bulk_create(
        answer(question=row, position=1, by=row.response_by, text=row.response)
        for row in question.objects.exclude(response="").iterator()
    )
    question.objects.filter(disallowed_reason="").update(state="accepted")
    question.objects.exclude(disallowed_reason="").update(state="disallowed")


def rows_to_responses(apps, schema_editor):
    """The way back keeps the first answer of each question that stands."""
    answer = apps.get_model("meetings", "QuestionAnswer")
    for row in answer.objects.filter(replaced_by__isnull=True).order_by("-position").select_related("question"):
        row.question.response, row.question.response_by = row.text, row.by
        row.question.save(update_fields=["response", "response_by"])


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0013_paper_page"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuestionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveIntegerField(default=0)),
                ("by", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField()),
                ("given_on", models.DateField(blank=True, null=True)),
                ("reissued_because", models.CharField(blank=True, max_length=1000)),
            ],
            options={
                "ordering": ["question", "position", "pk"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="question",
            name="noted_in_audit",
        ),
        migrations.RemoveConstraint(
            model_name="question",
            name="question_numbers_are_unique_in_a_meeting",
        ),
        migrations.RemoveConstraint(
            model_name="question",
            name="a_question_has_a_number",
        ),
        migrations.RemoveConstraint(
            model_name="question",
            name="a_disallowed_question_has_reason_and_rule",
        ),
        migrations.RemoveConstraint(
            model_name="question",
            name="a_disallowed_question_has_no_response",
        ),
        migrations.AddField(
            model_name="publishedquestion",
            name="promised_by",
            field=models.DateField(blank=True, help_text="By when a written answer will follow.", null=True),
        ),
        migrations.AddField(
            model_name="publishedquestion",
            name="reissued_on",
            field=models.DateField(blank=True, help_text="When an answer was re-issued last.", null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="answer_promised_by",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="contact_removed_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="received_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="state",
            field=models.CharField(
                choices=[
                    ("received", "To be decided"),
                    ("accepted", "Accepted"),
                    ("disallowed", "Not allowed"),
                    ("withdrawn", "Withdrawn by the questioner"),
                ],
                default="received",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="submission",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="question",
                to="meetings.submission",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="who_changed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="question",
            name="number",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AddField(
            model_name="questionanswer",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="meetings.question"
            ),
        ),
        migrations.AddField(
            model_name="questionanswer",
            name="replaces",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="replaced_by",
                to="meetings.questionanswer",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_in_audit",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="public.record_note_change('question', 'questioner', 'place', 'contact_email', 'contact_phone', 'contact_address')",
                    func="RAISE EXCEPTION 'record_note_change replaces this function';",
                    hash="a598e6eee7e48e54345f550148666456ec7261fb",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_noted_in_audit_6d657",
                    table="meetings_question",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="questionanswer",
            trigger=pgtrigger.compiler.Trigger(
                name="noted_in_audit",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    execute="public.record_note_change('answer to a question')",
                    func="RAISE EXCEPTION 'record_note_change replaces this function';",
                    hash="cfef9b6896560ae3b207511e1c01431814e6af09",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_noted_in_audit_82e74",
                    table="meetings_questionanswer",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunPython(responses_to_rows, rows_to_responses),
        # What the rows were checked for later is checked now: a table with checks that wait is not altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.RemoveField(model_name="question", name="response"),
        migrations.RemoveField(model_name="question", name="response_by"),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("meeting", "number"),
                name="question_numbers_are_unique_in_a_meeting",
                violation_error_message="Another question of the meeting has this number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["received", "accepted", "disallowed", "withdrawn"])),
                name="a_question_is_in_a_known_state",
                violation_error_message="Choose one of: To be decided, Accepted, Not allowed, Withdrawn by the questioner.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("accepted", "disallowed")), _negated=True),
                    models.Q(("number", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_decided_question_has_a_number",
                violation_error_message="A question that was decided has its number.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "disallowed"),
                        models.Q(("disallowed_reason", ""), _negated=True),
                        models.Q(("disallowed_rule", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "disallowed"), _negated=True),
                        ("disallowed_reason", ""),
                        ("disallowed_rule", ""),
                    ),
                    _connector="OR",
                ),
                name="a_disallowed_question_has_reason_and_rule",
                violation_error_message="A question is disallowed for a reason, under a rule.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer_promised_by__isnull", False), _negated=True),
                    ("state", "accepted"),
                    _connector="OR",
                ),
                name="an_answer_is_promised_to_an_accepted_question",
                violation_error_message="An answer is promised to a question that was accepted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact_removed_on__isnull", False), _negated=True),
                    models.Q(("contact_address", ""), ("contact_email", ""), ("contact_phone", "")),
                    _connector="OR",
                ),
                name="removed_contact_details_are_gone",
                violation_error_message="The contact details of this question were removed, and stay away.",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="an_answer_has_words",
                violation_error_message="An answer needs its words.",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaces__isnull", True), ("reissued_because", "")),
                    models.Q(
                        models.Q(("replaces__isnull", True), _negated=True),
                        models.Q(("reissued_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_answer_is_reissued_for_a_reason",
                violation_error_message="Say why the answer is re-issued.",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("replaces__isnull", False), _negated=True), ("given_on__isnull", False), _connector="OR"
                ),
                name="an_answer_is_reissued_on_a_day",
                violation_error_message="Say on which day the answer is re-issued.",
            ),
        ),
    ]
