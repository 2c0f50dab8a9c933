"""A published address is permanent: the database refuses to change what it is made of."""

from django.db import migrations

CREATE = """
CREATE FUNCTION public.record_keep_address() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
    IF TG_TABLE_NAME = 'meetings_committee' THEN
        IF (NEW.slug, NEW.code) IS DISTINCT FROM (OLD.slug, OLD.code)
            AND EXISTS (SELECT 1 FROM public.meetings_edition WHERE committee_id = OLD.id) THEN
            RAISE EXCEPTION 'a published address is permanent: the committee % keeps its slug and its code', OLD.slug
                USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF (NEW.slug, NEW.committee_id) IS DISTINCT FROM (OLD.slug, OLD.committee_id)
        AND EXISTS (SELECT 1 FROM public.meetings_edition WHERE meeting_id = OLD.id) THEN
        RAISE EXCEPTION 'a published address is permanent: the meeting % keeps its slug and its committee', OLD.slug
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER keep_address BEFORE UPDATE OF slug, code ON meetings_committee
    FOR EACH ROW EXECUTE FUNCTION public.record_keep_address();
CREATE TRIGGER keep_address BEFORE UPDATE OF slug, committee_id ON meetings_meeting
    FOR EACH ROW EXECUTE FUNCTION public.record_keep_address();
"""
DROP = """
DROP TRIGGER keep_address ON meetings_committee;
DROP TRIGGER keep_address ON meetings_meeting;
DROP FUNCTION public.record_keep_address();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
