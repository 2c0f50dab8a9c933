"""What was read from a file, kept beside its version; or why it could not be read."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db.models import IntegerField, QuerySet, Value
from django.db.models.functions import Coalesce

from meetings.models import Document, PaperPage, PaperVersion, Reading
from meetings.reading.faults import ChangedError, MissingError, OtherKindError, UnreadableError
from meetings.reading.reader import Words, read_words
from portal.audit.context import deed
from portal.background.jobs import SOON, defer

CHUNK = 1 << 20
LONGEST_NOTE = 300


def words_of(version: PaperVersion, *, should_stop: Callable[[], bool]) -> Words:
    """The words of the version's file; raises as `read_words` does, and UnreadableError where it is not the file."""
    hasher = hashlib.sha256()
    with tempfile.TemporaryFile() as copy:  # the store may be no folder of this machine
        try:
            with version.file.open("rb") as file:
                while chunk := file.read(CHUNK):
                    hasher.update(chunk)
                    copy.write(chunk)
        except FileNotFoundError as error:
            raise MissingError from error
        if hasher.hexdigest() != version.sha256:
            raise ChangedError
        copy.flush()
        return read_words(copy, version.media_type, should_stop=should_stop)


def keep_words(version: PaperVersion, words: Words) -> None:
    """Keeps the pages of the version in the place of any kept before, and has the search take them up.

    Nothing is kept of a version that is gone meanwhile.
    """
    with _reading(version) as papers:
        if papers is None:
            return
        version.texts.all().delete()
        PaperPage.objects.bulk_create(
            [PaperPage(version=version, number=number, text=text) for number, text in enumerate(words.texts, start=1)],
            batch_size=200,
        )
        if words.pages is not None:
            PaperVersion.objects.filter(pk=version.pk, pages=None).update(pages=words.pages)
        pages = Coalesce("pages", Value(words.pages, output_field=IntegerField()))
        papers.update(pages=pages, reading=Reading.READ, reading_note=words.note[:LONGEST_NOTE])
        defer("show_words_of_paper", once=f"words of {version.sha256}", priority=SOON, sha256=version.sha256)


def keep_fault(version: PaperVersion, fault: UnreadableError) -> None:
    """Tells the office why the file was not read. A kind of file that holds no words is no failure."""
    state = Reading.READ if isinstance(fault, OtherKindError) else Reading.FAILED
    give_up(version, fault.sentence, state=state)


def give_up(version: PaperVersion, sentence: str, *, state: str = Reading.FAILED) -> None:
    """Tells the office in a sentence that the file is not read."""
    with _reading(version) as papers:
        if papers is not None:
            papers.update(reading=state, reading_note=sentence[:LONGEST_NOTE])


@contextmanager
def _reading(version: PaperVersion) -> Iterator[QuerySet[Document] | None]:
    """One transaction: the paper as a query, empty where another version stands; None where the version is gone.

    The paper is locked before its version, as the deeds of the office do it.
    """
    with deed("read the file of a paper", by=None, subject=f"paper {version.document_id}"):
        list(Document.objects.order_by().select_for_update().filter(pk=version.document_id).values_list("pk"))
        if PaperVersion.objects.order_by().select_for_update().filter(pk=version.pk).values_list("pk").first():
            yield Document.objects.filter(pk=version.document_id, version=version.number)
        else:
            yield None
