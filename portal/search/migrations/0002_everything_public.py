"""Every public thing can be found: a configuration of its own, marks to filter by, and the words of the record.

The rows follow from the editions and are made anew by `manage.py rebuild_public_rows`, which `manage.py serve` runs
after a release that changes tables.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

CONFIGURATION = """
CREATE TEXT SEARCH CONFIGURATION en_uk (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION en_uk
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, pg_catalog.english_stem;
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial"), ("meetings", "0002_permanent_addresses")]

    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        migrations.RunSQL(CONFIGURATION, "DROP TEXT SEARCH CONFIGURATION en_uk"),
        migrations.RunSQL("TRUNCATE search_searchentry", migrations.RunSQL.noop),
        migrations.RemoveIndex("searchentry", "search_entry_vector"),
        migrations.RemoveField("searchentry", "vector"),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('word', models.CharField(max_length=40, unique=True)),
                ('plain', models.CharField(max_length=80)),
                ('meetings', models.PositiveIntegerField()),
            ],
            options={
                'ordering': ['word'],
            },
        ),
        migrations.AddField(
            model_name='searchentry',
            name='line_key',
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='marks',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.AddField(
            model_name='searchentry',
            name='vector',
            field=models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.CombinedSearchVector(django.contrib.postgres.search.SearchVector('title', config='en_uk', weight='A'), '||', django.contrib.postgres.search.SearchVector('text', config='en_uk', weight='B'), django.contrib.postgres.search.SearchConfig('en_uk')), output_field=django.contrib.postgres.search.SearchVectorField()),
        ),
        # Beside its row, and the long texts out of it: to rank and to test a phrase reads the vector alone.
        migrations.RunSQL(
            "ALTER TABLE search_searchentry ALTER COLUMN vector SET STORAGE MAIN", migrations.RunSQL.noop
        ),
        migrations.AlterField(
            model_name='searchentry',
            name='anchor',
            field=models.SlugField(blank=True, max_length=60),
        ),
        migrations.AlterField(
            model_name='searchentry',
            name='kind',
            field=models.CharField(choices=[('meeting', 'Meeting'), ('item', 'Agenda item'), ('resolution', 'Resolution'), ('recommendation', 'Recommendation'), ('action', 'Action'), ('question', 'Question'), ('paper', 'Paper'), ('logged', 'Action log')], max_length=20),
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['vector', 'marks'], name='search_entry_found_by'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['meeting', 'item', 'resolution', 'recommendation', 'action', 'question', 'paper', 'logged'])), name='a_search_entry_is_of_a_known_kind', violation_error_message='Choose one of: Meeting, Agenda item, Resolution, Recommendation, Action, Question, Paper, Action log.'),
        ),
        migrations.AddIndex(
            model_name='searchword',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('plain', name='gin_trgm_ops'), name='search_word_alike'),
        ),
        migrations.AddConstraint(
            model_name='searchword',
            constraint=models.CheckConstraint(condition=models.Q(('word', ''), _negated=True), name='a_search_word_has_letters', violation_error_message='A word has letters.'),
        ),
        migrations.AddConstraint(
            model_name='searchword',
            constraint=models.CheckConstraint(condition=models.Q(('meetings__gte', 1)), name='a_search_word_stands_in_some_meeting', violation_error_message='A word that stands in no meeting is not kept.'),
        ),
    ]
