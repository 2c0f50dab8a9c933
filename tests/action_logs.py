"""Action logs for tests: as workbooks and as CSV, with the columns of the council's own."""

import csv
import datetime as dt
import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

HEAD = [
    "Action Number", "Meeting Date", "Action", "Owner", "Directorate", "Progress Update", "Due date",
    "Reported complete",
]  # fmt: skip
AS_AT = dt.date(2022, 4, 26)


def xlsx_of(*sheets, change=None):
    """A workbook of sheets, each a list of rows or (name, rows); `change` may do something to it before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for number, given in enumerate(sheets, start=1):
        name, rows = given if isinstance(given, tuple) else (f"Sheet {number}", given)
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_of(rows, *, delimiter=",", encoding="utf-8"):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def row(number, text, *, meeting="07/09/21", owner="Post A", part="Transport", progress="", due="02/11/22", status=""):
    return [number, meeting, text, owner, part, progress, due, status]


def upload(client, committee, content, name="log.xlsx", as_at=AS_AT, **fields):
    """Sends the file of a log as the page's form does."""
    file = SimpleUploadedFile(name, content)
    data = {"committee": committee.slug, "as_at": as_at.isoformat(), "file": file, **fields}
    return client.post(reverse("ledger:log-import-new"), data)


def page_form(response):
    """The fields of the preview's form, as a browser would send them, and its address."""
    from office_forms import form_of

    return form_of(response, "log-form")
