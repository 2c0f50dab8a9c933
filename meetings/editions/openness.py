"""What an edition of a committee says of what the public may send in; earlier editions say nothing of it."""

from typing import Any

Content = dict[str, Any]

# Of a committee of which nobody decided: scrutiny committees take both, other bodies neither.
USUALLY_OPEN = "scrutiny"


def is_usual_for(kind: str) -> bool:
    """Whether a body of this kind takes questions and topics where nothing else is said of it."""
    return kind == USUALLY_OPEN


def with_openness(content: Content) -> Content:
    """The document of a committee with `takes_questions` and `takes_topics`, also where it is older than those."""
    usual = is_usual_for(content["committee"]["kind"])
    return {"takes_questions": usual, "takes_topics": usual, **content}
