"""Pages to be read at leisure: the accessibility statement, and the public's rights to information."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.home.meanings import EXEMPT_PARAGRAPHS


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement that the Public Sector Bodies Accessibility Regulations 2018 ask for, regulation 8."""
    context = {
        "contact": settings.ACCESSIBILITY_CONTACT,
        "prepared_on": settings.ACCESSIBILITY_PREPARED_ON,
        "is_email": "@" in settings.ACCESSIBILITY_CONTACT and " " not in settings.ACCESSIBILITY_CONTACT,
    }
    return render(request, "public/accessibility.html", context)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of those who write to the council here, why and how long (UK GDPR, articles 13 and 14)."""
    context = {
        "contact": settings.PRIVACY_CONTACT,
        "is_email": "@" in settings.PRIVACY_CONTACT and " " not in settings.PRIVACY_CONTACT,
        "message_days": settings.MESSAGE_DAYS,
    }
    return render(request, "public/privacy.html", context)


@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """What anyone may see, attend, film and ask, with the Act or rule behind each right."""
    return render(request, "public/rights.html", {"paragraphs": EXEMPT_PARAGRAPHS})
