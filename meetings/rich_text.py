"""The rich text of minutes: a small allow-list of HTML, its blocks, and its plain text."""

import html
import re

import lxml.html
import nh3

ALLOWED_TAGS = {
    "p", "br", "strong", "em", "u", "sub", "sup", "ul", "ol", "li", "blockquote", "h4", "h5",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "a",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "type"},
}
# What stands on lines of its own, and what stands beside its like on one line.
_LINES = {"p", "br", "ul", "ol", "li", "blockquote", "h4", "h5", "table", "caption", "thead", "tbody", "tr"}
_CELLS = {"th", "td"}
_BLOCK_BREAK = re.compile(r"\n\s*\n")
_BULLET = re.compile(r"^\s*(?P<mark>[-–•*·▪◦‣\uf0b7]|o(?=\s))\s+(?P<text>.*)$")
_NUMBERED = re.compile(r"^\s*\(?(?P<mark>\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+(?P<text>.*)$")


def sanitise(markup: str) -> str:
    """The markup with everything outside the allow-list removed; idempotent."""
    return nh3.clean(
        markup,
        tags=ALLOWED_TAGS,
        attributes={tag: set(names) for tag, names in ALLOWED_ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def blocks(markup: str) -> list[str]:
    """The top-level blocks of sanitised markup, in order: paragraphs, lists, tables and the like."""
    if not markup.strip():
        return []
    fragments = lxml.html.fragments_fromstring(markup)
    result = []
    for fragment in fragments:
        if isinstance(fragment, str):
            if fragment.strip():
                result.append(f"<p>{html.escape(fragment.strip(), quote=False)}</p>")
            continue
        tail, fragment.tail = fragment.tail, None
        result.append(lxml.html.tostring(fragment, encoding="unicode"))
        if tail and tail.strip():
            result.append(f"<p>{html.escape(tail.strip(), quote=False)}</p>")
    return result


def plain_text(markup: str) -> str:
    """The words of the markup, a line for each block, item of a list and row of a table; for search and comparing."""
    pieces: list[str] = []
    for block in blocks(markup):
        _gather(lxml.html.fragment_fromstring(block), pieces)
        pieces.append("\n")
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: lxml.html.HtmlElement, pieces: list[str]) -> None:
    """Adds the words of the element in the order of reading, parted where the page parts them."""
    parting = " " if element.tag in _CELLS else "\n" if element.tag in _LINES else ""
    pieces += [parting, _on_one_line(element.text)]
    for child in element:
        _gather(child, pieces)
        pieces.append(_on_one_line(child.tail))
    pieces.append(parting)


def _on_one_line(text: str | None) -> str:
    """The words between two tags: where the source breaks its lines means nothing on the page."""
    return (text or "").replace("\n", " ")


def from_plain(text: str) -> str:
    """Markup of plain text: blank lines part paragraphs, lines that begin with a bullet become a list.

    Numbered and lettered lines keep their own marks as words, because a mark that people cite must never be renumbered.
    A line that begins with "o " below a bullet becomes a nested list.
    """
    return "".join(markup for _, markup in plain_blocks(text))


def plain_blocks(text: str) -> list[tuple[list[int], str]]:
    """The blocks of plain text as (indexes of the lines that made it, markup); see `from_plain`."""
    made: list[tuple[list[int], str]] = []
    pending: list[tuple[int, str]] = []
    bullets: list[tuple[int, int, str]] = []

    def flush_paragraph() -> None:
        if pending:
            words = " ".join(line.strip() for _, line in pending)
            made.append(([number for number, _ in pending], f"<p>{html.escape(words, quote=False)}</p>"))
            pending.clear()

    def flush_bullets() -> None:
        if bullets:
            made.append(([number for number, _, _ in bullets], _nested_list(bullets)))
            bullets.clear()

    for number, line in enumerate(text.split("\n")):
        bullet = _BULLET.match(line)
        if not line.strip():
            flush_paragraph()
        elif bullet:
            flush_paragraph()
            level = 1 if bullet["mark"] in ("o", "◦", "▪") and bullets else 0
            bullets.append((number, level, bullet["text"].strip()))
        else:
            flush_bullets()
            if _NUMBERED.match(line):
                flush_paragraph()
            pending.append((number, line))
    flush_paragraph()
    flush_bullets()
    return made


def _nested_list(bullets: list[tuple[int, int, str]]) -> str:
    parts = ["<ul>"]
    inner = False
    for index, (_, level, words) in enumerate(bullets):
        if level == 0 and inner:
            parts.append("</ul></li>")
            inner = False
        if level == 1 and not inner:
            parts.append("<ul>")
            inner = True
        parts.append(f"<li>{html.escape(words, quote=False)}")
        next_level = bullets[index + 1][1] if index + 1 < len(bullets) else 0
        if not (level == 0 and next_level == 1):
            parts.append("</li>")
    parts.append("</ul></li></ul>" if inner else "</ul>")
    return "".join(parts)
