"""Whether a marker stands for a decision of this body at this meeting, or only tells of another one.

Minutes quote what Cabinet had resolved, agendas print a resolution that may be passed, motions resolve within
quotation marks, officers recommend. None of these is an outcome.
"""

from __future__ import annotations

import re

from meetings.importing.grammar.labels import label_at
from meetings.importing.grammar.markers import Marker

PERFECT = re.compile(
    r"\b(?:had|has|have|having|been|previously|already|as|when|if|whether|not|which|who|were|are|be|being|to be|"
    r"until|"
    r"what|why|unless|since|once|because|that had been|to|should|would|could|may|might|can|must)\s*(?:also|then|"
    r"been|unanimously|previously|"
    r"already|subsequently|formally|it was|it is)?\s*$",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:at (?:its|their|the|a) (?:last |previous |earlier )?(?:\w+ )?meetings?\b|previous(?:ly)?\b|last "
    r"(?:meeting|year|month)|earlier (?:in|that)|"
    r"on (?:\w+day,? )?\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]+\b|in (?:January|February|March|April|May|June|July|"
    r"August|"
    r"September|October|November|December)\b|in (?:19|20)\d\d|meeting (?:of|held|on)\b|reminded|recalled|"
    r"reported that|stated that|"
    r"advised that|explained that|said that|noted that|confirmed that|felt that|informed|asked (?:if|whether|why|"
    r"how|what)|suggested that|"
    r"understood that|commented that|queried|questioned|clarified that|highlighted that|pointed out|believed|"
    r"considered that|"
    r"(?:replied|answered|mentioned|observed|added|remarked|told \w+|heard|were (?:told|advised|informed)) that|"
    r"according to|"
    r"although|despite|following the decision)",
    re.IGNORECASE,
)
PROPOSED = re.compile(
    r"(?:formally )?pass(?:ing)? (?:the|a) (?:following )?resolution|(?:asked|invited|requested) to (?:consider|"
    r"pass|resolve|agree|note|approve|recommend)\b|"
    r"may be necessary|recommended to (?:pass|resolve|agree|consider|note)|"
    r"(?:consider|move|moving|moved|propose) (?:passing |adopting )?(?:the )?following (?:resolution|"
    r"motion)\b(?!.*\b(?:carried|agreed|approved))|"
    r"\bif (?:so|necessary|appropriate|required)\b|should (?:it be necessary|the committee wish)|it is "
    r"(?:therefore )?recommended|"
    r"recommendations? (?:in|of|contained|set out) (?:in )?the report (?:was|were|is|are|reads?)?\s*:?-?$|draft "
    r"resolution|"
    r"(?:on the basis of|for) the following(?: reasons?)?:?$|(?:amendment|motion) (?:was|were) (?:moved|"
    r"proposed)(?!.*(?:carried|agreed|resolved))",
    re.IGNORECASE,
)
LOST = re.compile(
    r"\b(?:motion|amendment|proposal|recommendation)s?\b[^.]{0,60}\b(?:LOST|lost|fell|defeated|NOT CARRIED|not "
    r"carried|withdrawn)\b"
)
OTHER = re.compile(
    r"\b(?:Cabinet|Council|Executive|Full Council|Cabinet Member|Government|NHS|Police)\b", re.IGNORECASE
)
OFFICER = re.compile(
    r"\b(?:officers?['’]?s?|report['’]?s?|inspector['’]?s?|original|report author)['’]?\s*$", re.IGNORECASE
)
PEOPLE = re.compile(
    r"\b(?:he|she|they|Chair|Chairman|Leader|officer|director|manager|Cllr|Councillor \w+(?: \w+)?)\s*$"
)
SOFT_OBJECT = re.compile(
    r"\s*(?:with\b|on\b|in\b|it (?:was|is) (?:difficult|important|disappointing|good|clear|likely|vital|"
    r"essential|hard|helpful|useful|right|a)\b|"
    r"there (?:was|were|is|are|had)\b|this (?:was|is|had)\b|these (?:were|are)\b|they (?:were|are|had)\b|that "
    r"(?:was|is|this was)\b|"
    r"and\b|but\b|,)",
    re.IGNORECASE,
)
FIRST_VERB = re.compile(r"\b(?:was|were|had|is|are|has|should|would|will|be|shall|must|to)\b", re.IGNORECASE)
THEIR_DEED = re.compile(
    r"\s*(?:that\s+)?(?:the\s+)?(?:Cabinet|Council|Executive)\s+(?:had\s+)?(?:adopted|agreed|approved|noted|"
    r"resolved|accepted|endorsed|decided)\b"
)


SECONDED = re.compile(r"\b[Ss]econded\b[^.;]{0,100}\band\s*$")
OPENS_DECISION = re.compile(
    r"\s*(?:$|(?:that|to|as follows|the following|accordingly)\b|[:;(–—-]|\W{0,3}\w{1,3}[.)]\s)|[^.;]{0,90}\bbe\b",
    re.IGNORECASE,
)
DECIDES_BY = re.compile(r"[:–—-]\W*$")


def inside_quotation(text: str, at: int) -> bool:
    """Whether an opening quotation mark before ``at`` is still open there, or stands right before it."""
    before = text[:at]
    if before.rstrip().endswith(("“", "‘", '"')) and before.strip():
        return True
    if before.strip() in {"“", "‘", '"', "'"}:
        return True
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def is_reported(marker: Marker, text: str, sentence_start: int, rest: str, own_name: str | None) -> bool:
    """Whether the sentence only tells of a decision: made elsewhere, earlier, or a view that members shared."""
    context = text[sentence_start : marker.start]
    if THEIR_DEED.match(rest):
        return True
    if marker.text.startswith("NOTED") and context.strip(" *("):
        return True
    if PERFECT.search(context) and not (marker.strength == 3 and context.rstrip().lower().endswith(("and be", "and"))):
        return True
    if OFFICER.search(context):
        return True
    inside = marker.text.lower()
    if re.search(r"\b(?:had|has|have)\b", inside):
        return True
    if marker.strength < 3 and PEOPLE.search(context) and not SECONDED.search(context):
        return True
    if marker.strength == 2 and not OPENS_DECISION.match(rest) and not DECIDES_BY.search(marker.text):
        return True
    if marker.strength == 3 and not marker.subject:
        return bool(
            OTHER.search(context)
            and ELSEWHERE.search(context)
            and not re.search(r"\b(?:it was|seconded|vote)\b", context, re.I)
        )
    if ELSEWHERE.search(context):
        return True
    if (
        marker.subject
        and _is_other_body(marker.subject, own_name)
        and (marker.strength < 3 or ELSEWHERE.search(context))
    ):
        return True
    if marker.strength == 1:
        far = len(context.split()) > 12 and "second" not in context
        label = label_at(text)
        far = far or bool(label and label.kind == "bullet" and context[label.length :].strip())
        return far or bool(SOFT_OBJECT.match(rest)) or _is_statement(rest) or not _is_decision(marker, rest)
    return False


def _is_other_body(subject: str, own_name: str | None) -> bool:
    """Whether a named body is another than the one whose minutes these are, as far as its name tells."""
    named = subject.lower().removeprefix("the ").strip()
    if own_name is None:
        return False
    own = own_name.lower()
    if named in own or named.split()[-1] in own:
        return False
    return bool(OTHER.search(named)) and named.split()[-1] not in {"members", "councillors", "meeting", "group"}


def _is_statement(rest: str) -> bool:
    """Whether what members agreed is a view of how things are ("that schools were under pressure")."""
    verb = FIRST_VERB.search(rest[:200])
    return bool(verb and verb.group().lower() in {"was", "were", "had", "is", "are", "has"}) and not re.match(
        r"\s*to\b", rest
    )


def _is_decision(marker: Marker, rest: str) -> bool:
    """Whether what members agreed is something to be done: "that ... be", "should", "would", "to do"."""
    following = marker.text.rstrip().lower()
    if following.endswith((":", ":-", "–", "-", "—")) or not rest.strip():
        return True
    opening = rest.strip()[:400]
    if re.match(r"(?:that|to)\b", opening, re.IGNORECASE):
        return True
    return bool(re.match(r"(?:the|an?)\s[\w\s]{1,60}?\b(?:be|should|subject)\b", opening))


def is_proposed(before: list[str]) -> bool:
    """Whether the paragraphs just before say that what follows is only put forward; the nearest one is last."""
    return any(PROPOSED.search(text) for text in before[-2:])
