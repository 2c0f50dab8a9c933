"""The public's forms: what they ask for, and what is answered to whoever sends them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from meetings.editions.models import PublishedCommittee, PublishedMeeting
from portal.limits import TooManyError
from portal.submissions import letter_box
from portal.submissions.asking import Asking, asking_of
from portal.submissions.forms import QuestionForm, SenderFields, TopicForm
from portal.submissions.letter_box import LINK_DAYS, NotSentError
from portal.submissions.stamp import Fault, fault_of, stamp_for

UNPROCESSABLE, TOO_MANY, UNAVAILABLE, GONE = 422, 429, 503, 410
FORM_METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(FORM_METHODS)
def ask(request: HttpRequest, committee: str, slug: str) -> HttpResponse:
    """The form for a question to a meeting; after the deadline what there is to know instead."""
    asking = asking_of(committee, slug, at=timezone.now())
    form = QuestionForm(request.POST or None)
    if not asking.is_open:
        return _closed(request, asking, form)
    status = _received(request, form, committee=asking.meeting.committee, meeting=asking.meeting)
    if status is None:
        return redirect("submissions:ask-sent", committee=committee, slug=slug)
    context = {"asking": asking, "form": _shown(request, form), "link_days": LINK_DAYS}
    return render(request, "public/submissions/ask.html", context, status=status)


@never_cache
@require_http_methods(FORM_METHODS)
def suggest(request: HttpRequest, committee: str) -> HttpResponse:
    """The form for a topic that a committee should look into."""
    found = _committee(committee)
    if not found.takes_topics:
        raise Http404("this committee takes no topics")
    form = TopicForm(request.POST or None)
    status = _received(request, form, committee=found, meeting=None)
    if status is None:
        return redirect("submissions:suggest-sent", committee=committee)
    context = {"committee": found, "form": _shown(request, form)}
    return render(request, "public/submissions/suggest.html", context, status=status)


@never_cache
@require_safe
def question_sent(request: HttpRequest, committee: str, slug: str) -> HttpResponse:
    """What to do now: look for the mail. The same for everybody, whatever was sent."""
    asking = asking_of(committee, slug, at=timezone.now())
    context = {"asking": asking, "committee": asking.meeting.committee, "link_days": LINK_DAYS}
    return render(request, "public/submissions/sent.html", context)


@never_cache
@require_safe
def topic_sent(request: HttpRequest, committee: str) -> HttpResponse:
    """As `question_sent`, for a topic."""
    context = {"committee": _committee(committee), "link_days": LINK_DAYS}
    return render(request, "public/submissions/sent.html", context)


@never_cache
@require_http_methods(FORM_METHODS)
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """Shows what was written; only the button confirms it, since programs that look through mails follow links."""
    now = timezone.now()
    letter = letter_box.opened(key)
    if letter is None:
        return _private(render(request, "public/submissions/link_void.html", {"link_days": LINK_DAYS}, status=GONE))
    asking = _asked_of(letter.committee, letter.meeting, now) if letter.is_question else None
    is_late = letter.is_question and not letter.confirmed_at and not (asking and asking.is_in_time(letter.sent_at))
    if request.method == "POST" and not is_late and letter_box.confirm(key, at=now):
        return _to_thanks(letter.committee, letter.meeting)
    context = {
        "letter": letter,
        "asking": asking,
        "is_late": is_late,
        "committee": PublishedCommittee.objects.filter(slug=letter.committee).first(),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return _private(render(request, "public/submissions/confirm.html", context, status=status))


@never_cache
@require_safe
def question_thanks(request: HttpRequest, committee: str, slug: str) -> HttpResponse:
    """That the question has reached the officers, and what happens with it."""
    asking = asking_of(committee, slug, at=timezone.now())
    return render(request, "public/submissions/thanks.html", {"asking": asking, "committee": asking.meeting.committee})


@never_cache
@require_safe
def topic_thanks(request: HttpRequest, committee: str) -> HttpResponse:
    """As `question_thanks`, for a topic."""
    return render(request, "public/submissions/thanks.html", {"committee": _committee(committee)})


def _received(
    request: HttpRequest, form: SenderFields, *, committee: PublishedCommittee, meeting: PublishedMeeting | None
) -> int | None:
    """Takes in what was sent; None where it is done, else the status with which the form is shown (again).

    A machine that filled in the field that nobody sees is told the same as everybody, and nothing is kept.
    """
    if request.method != "POST":
        return 200
    if form.is_by_a_machine:
        return None
    if not form.is_valid():
        return UNPROCESSABLE
    fault = fault_of(form.cleaned_data["stamp"], request.path, at=timezone.now())
    if fault is not None:
        form.add_error(None, fault)
        return UNPROCESSABLE
    try:
        letter_box.put_in(request, form.cleaned_data, committee=committee, meeting=meeting)
    except TooManyError as error:
        form.add_error(None, str(error))
        return TOO_MANY
    except NotSentError as error:
        form.add_error(None, str(error))
        return UNAVAILABLE
    return None


def _shown(request: HttpRequest, form: SenderFields) -> SenderFields:
    """The form with the stamp of now; one that came too fast keeps its own, so that waiting helps."""
    now = timezone.now()
    stamp = stamp_for(request.path, at=now)
    if not form.is_bound:
        form.initial["stamp"] = stamp
    elif fault_of(form.data.get("stamp", ""), request.path, at=now) == Fault.OLD:
        form.data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        form.data["stamp"] = stamp  # type: ignore[index]
    return form


def _closed(request: HttpRequest, asking: Asking, form: QuestionForm) -> HttpResponse:
    """Why no question can be sent, where it can; what somebody was about to send is given back."""
    context: dict[str, Any] = {"asking": asking, "committee": asking.meeting.committee}
    if request.method == "POST":
        context["text"] = form.fields["text"].to_python(form.data.get("text"))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "public/submissions/closed.html", context, status=status)


def _committee(slug: str) -> PublishedCommittee:
    return get_object_or_404(PublishedCommittee, slug=slug)


def _asked_of(committee: str, slug: str, now: Any) -> Asking | None:
    """The meeting as published; None where nothing of it stands any more."""
    try:
        return asking_of(committee, slug, at=now)
    except Http404:
        return None


def _to_thanks(committee: str, meeting: str) -> HttpResponse:
    if meeting:
        return redirect("submissions:ask-thanks", committee=committee, slug=meeting)
    return redirect("submissions:suggest-thanks", committee=committee)


def _private(response: HttpResponse) -> HttpResponse:
    """The address holds a key: no other site learns it as the page from which somebody came."""
    response["Referrer-Policy"] = "same-origin"
    return response
