from django.db import migrations, models

# As `createcachetable` would make it, so that `migrate` alone prepares a database. Attempts to sign in are counted there.
CREATE_CACHE = """
CREATE TABLE IF NOT EXISTS accounts_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS accounts_cache_expires ON accounts_cache (expires);
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_office'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='invitation_used_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='invited_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='sessions_ended_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunSQL(CREATE_CACHE, "DROP TABLE IF EXISTS accounts_cache;"),
    ]
