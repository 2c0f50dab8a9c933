"""The text of minutes as it stands in a plain field: as people write, where that gives back the same, else as HTML."""

import re

import lxml.html

from meetings.rich_text import blocks, from_plain
from meetings.word_html import normalise

PLAIN, MARKUP = "plain", "html"
_LINE_END = re.compile(
    r"(</(?:p|h4|h5|ul|ol|li|tr|thead|table|blockquote)>|<(?:ul|ol|table|tbody|thead|blockquote)[^>]*>)(?=<)"
)


def as_written(markup: str) -> tuple[str, str]:
    """Normalised markup as (kind, text) for a field: `kind` is PLAIN or MARKUP."""
    plain = _plain(markup)
    if plain is not None and normalise(from_plain(plain)) == markup:
        return PLAIN, plain
    return MARKUP, _LINE_END.sub("\\1\n", markup)


def from_written(kind: str, text: str) -> str:
    """What was typed into such a field, as normalised markup."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return normalise(from_plain(text) if kind == PLAIN else text)


def _plain(markup: str) -> str | None:
    """Paragraphs with blank lines between them, lists with dashes; None where there is anything else."""
    pieces = []
    for block in blocks(markup):
        element = lxml.html.fragment_fromstring(block)
        if element.tag == "p" and not len(element):
            pieces.append(element.text_content())
        elif element.tag == "ul":
            pieces.append("\n".join(_bullets(element, "-")))
        else:
            return None
    return "\n\n".join(pieces)


def _bullets(element: lxml.html.HtmlElement, mark: str) -> list[str]:
    lines = []
    for item in element:
        lines.append(f"{mark} {(item.text or '').strip()}")
        for inner in item:
            lines += _bullets(inner, "o") if inner.tag == "ul" else []
    return lines
