"""Whether the title of a restricted paper is one that may be published: the public reads it in place of the paper."""

import re

from meetings.models import Document
from meetings.paper_checks.kinds import ENDINGS
from meetings.paper_titles import title_of_file

_WORD = re.compile(r"[^\W\d_]+")
_LEAST_LETTERS = 3
# Words that tell a paper's place or form, and nothing of what is in it.
_OF_FORM = frozenset(
    {"annex", "annexe", "appendices", "appendix", "confidential", "exempt", "for", "item", "of", "part", "presentation"}
    | {"report", "restricted", "schedule", "slides", "supplement", "supplementary", "the", "to", *"abcdefghi"}
)
# Words that stand where nobody has given a title.
_OF_NOTHING = frozenset(
    {"copy", "doc", "document", "draft", "file", "final", "new", "scan", "scanned", "title", "untitled"}
)


def why_no_public_title(paper: Document) -> str:
    """What is wrong with it, as the end of a sentence; nothing where it may stand.

    A title that the portal made of a file's name was chosen by whoever named the file, and not for the public. It may
    stand where it tells no more than a form ("Exempt report", "Appendix B"). Reads the versions of the paper.
    """
    words = _WORD.findall(paper.title.casefold())
    if sum(map(len, words)) < _LEAST_LETTERS or _OF_NOTHING.issuperset(words):
        return "says nothing"
    if _OF_FORM.issuperset(words):
        return ""
    return "is the name of a file" if _is_name_of_file(paper) else ""


def _is_name_of_file(paper: Document) -> bool:
    title = paper.title.casefold()
    if title.endswith(tuple(ENDINGS.split(","))):
        return True
    names = {paper.filename, *(version.filename for version in paper.versions.all())} - {""}
    return title_of_file(title).casefold() in {title_of_file(name).casefold() for name in names}
