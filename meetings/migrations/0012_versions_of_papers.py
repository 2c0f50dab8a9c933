from django.db import migrations


def keep_versions(apps, schema_editor):
    """Every file that is held becomes the first version of its paper."""
    document, version = (apps.get_model("meetings", name) for name in ("Document", "PaperVersion"))
    for paper in document.objects.exclude(file="").filter(version=0).iterator():
        version.objects.create(
            document=paper,
            number=1,
            file=paper.file.name,
            filename=paper.filename,
            media_type=paper.media_type,
            size=paper.size,
            pages=paper.pages,
            sha256=paper.sha256,
        )
    document.objects.exclude(file="").filter(version=0).update(version=1)


class Migration(migrations.Migration):

    dependencies = [("meetings", "0011_papers")]

    operations = [migrations.RunPython(keep_versions, migrations.RunPython.noop)]
