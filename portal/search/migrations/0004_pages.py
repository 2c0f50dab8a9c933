"""The pages of papers can be found, and words are counted in papers too.

That this migration is new makes `manage.py serve` write the rows anew from the editions.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0003_routine_items"), ("meetings", "0012_versions_of_papers")]

    operations = [
        migrations.RemoveConstraint("searchword", "a_search_word_stands_in_some_meeting"),
        migrations.RenameField("searchword", "meetings", "places"),
        migrations.AddConstraint(
            "searchword",
            models.CheckConstraint(
                condition=models.Q(("places__gte", 1)),
                name="a_search_word_stands_somewhere",
                violation_error_message="A word that stands nowhere is not kept.",
            ),
        ),
        migrations.CreateModel(
            name='SearchPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('anchor', models.SlugField(max_length=60)),
                ('sha256', models.CharField(max_length=64)),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('date', models.DateField()),
                ('marks', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None)),
                ('vector', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector('text', config='en_uk', weight='B'), output_field=django.contrib.postgres.search.SearchVectorField())),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_pages', to='meetings.publishedmeeting')),
            ],
            options={
                'ordering': ['meeting', 'anchor', 'number'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['vector', 'marks'], name='search_page_found_by')],
                'constraints': [models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='a_search_page_has_words', violation_error_message='A page that can be found has words.'), models.UniqueConstraint(fields=('meeting', 'anchor', 'number'), name='a_page_is_found_once', violation_error_message='This page is in the search already.')],
            },
        ),
        # Beside its row, as that of the entries: to rank reads the vector alone.
        migrations.RunSQL("ALTER TABLE search_searchpage ALTER COLUMN vector SET STORAGE MAIN", migrations.RunSQL.noop),
    ]
