"""Walks the public site as a stranger would: from the home page along every link."""

from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import get_resolver


class _Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value for name, value in attrs if name in ("href", "src", "action") and value]


def body_of(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def links_in(html, base):
    """The addresses on this site that the page links to, without fragments and static files."""
    parser = _Links()
    parser.feed(html)
    for link in parser.found:
        address = urldefrag(urljoin(f"http://testserver{base}", link)).url
        parts = urlsplit(address)
        if parts.hostname == "testserver" and not parts.path.startswith("/static/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def crawl(client, start=("/",)):
    """Each address that can be reached, with its response and body; follows links in HTML alone."""
    waiting, seen = list(start), set()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        response = client.get(address)
        body = body_of(response)
        yield address, response, body
        if response.headers.get("Content-Type", "").startswith("text/html"):
            waiting += [link for link in links_in(body.decode(), address) if link not in seen]


def named_addresses(resolver=None, namespace=""):
    """The name of every address of the portal, with its namespace."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from named_addresses(pattern, inner)
        elif pattern.name:
            yield f"{namespace}{pattern.name}"
        else:
            raise AssertionError(f"{pattern} has no name")
