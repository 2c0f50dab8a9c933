"""What went out, where mails lie in a folder: for demonstrations and development, never in production."""

import datetime as dt

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actions.chasing.permitted import permit_ledger
from portal.accounts.office import OfficeRequest
from portal.mail_folder import MailFile, newest, one_mail

SHOWN_AT_MOST = 50


@require_safe
def mail_list(request: OfficeRequest) -> HttpResponse:
    """The mails of the folder, the newest first."""
    _demand_folder(request)
    return render(request, "office/chasing/mails.html", {"mails": [_row(mail) for mail in newest(SHOWN_AT_MOST)]})


@require_safe
def mail_detail(request: OfficeRequest, name: str) -> HttpResponse:
    """One mail, as plain text."""
    _demand_folder(request)
    mail = one_mail(name)
    if mail is None:
        raise Http404("no such mail")
    return render(request, "office/chasing/mail.html", _row(mail))


def _demand_folder(request: OfficeRequest) -> None:
    if not settings.SHOW_MAILS:
        raise Http404("mails are not shown here")
    permit_ledger(request.user)


def _row(mail: MailFile) -> dict[str, object]:
    return {"mail": mail, "at": dt.datetime.fromtimestamp(mail.at, dt.UTC)}
