"""The forms of an office page as a browser would send them."""

from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from lxml import html


def workspace_of(meeting):
    return reverse("office:workspace", args=[meeting.committee.slug, meeting.slug])


def form_of(response, form_id):
    """The fields of a form of the page, with what stands in them, as the test client posts them."""
    page = html.fromstring(response.content)
    (form,) = page.xpath(f"//form[@id='{form_id}']")
    # As browsers do, and lxml does not: the first line break of a text area is left out.
    for area in form.xpath(".//textarea"):
        area.text = (area.text or "").removeprefix("\r").removeprefix("\n")
    fields = MultiValueDict()
    for name, value in form.form_values():
        fields.appendlist(name, value)
    return dict(fields.lists()), form.get("action")
