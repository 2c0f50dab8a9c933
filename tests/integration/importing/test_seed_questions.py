"""The questions of a real appendix, from the text through rows to the published page, word for word."""

import os
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from lxml import html

from meetings.models import Meeting

SEEDS = Path(os.environ.get("SEEDS_DIR", Path(__file__).resolve().parents[4] / "shared" / "seeds"))
# What the table of the source says of itself, and the page says in its own words.
TABLE = (
    r"Appendix \d+ - Questions from .*|Question\s+Questioner\s+Question\s+Question to|^Number\s*$|"
    r"Response:|Supplementary question:"
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not on this machine"),
]


def words_in(text):
    return re.findall(r"\w+", text.casefold())


def test_every_word_of_the_appendix_is_on_the_page_in_its_order(client):
    seed = next(SEEDS.glob("004_*.txt"))
    call_command("import_record", str(seed), "--publish")
    meeting = Meeting.objects.get()
    first, second, third = meeting.questions.in_order()
    assert [(row.number, row.state, row.answers.count()) for row in (first, second, third)] == [
        ("PQ 1", "accepted", 1),
        ("PQ 2", "accepted", 1),
        ("MQ 1", "accepted", 1),
    ]
    assert first.supplementary_disallowed_reason
    assert second.supplementary_responses.count() == 3
    assert not third.supplementary

    page = client.get(reverse("meetings:meeting-detail", args=[meeting.committee.slug, meeting.slug]))
    shown = [
        words_in(" ".join(one.itertext())) for one in html.fromstring(page.content).xpath("//*[@class='question']")
    ]
    appendix = seed.read_text(encoding="utf-8").split("Appendix 1 - Questions", 1)[1]
    source = re.split(r"(?m)^(?=[PM]Q \d)", re.sub(TABLE, "", f"Appendix 1 - Questions{appendix}", flags=re.M))[1:]
    assert len(source) == len(shown) == 3
    for row, told, printed in zip((first, second, third), shown, source, strict=True):
        # The page prints the addressee before the question; in the source it stands at the end of the table's row.
        rest = iter(told)
        body = words_in(row.text) + words_in(row.answers.get().text)
        assert all(word in rest for word in body), f"{row}: the words of the page are in another order"
        missing = [word for word in words_in(printed) if word not in told]
        assert not missing, f"{row}: {missing} of the source is not on the page"
