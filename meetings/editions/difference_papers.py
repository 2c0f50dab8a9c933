"""Papers of two editions: which came, which went, which stand under the same title with another file, and which are
withheld from the public now, or no longer."""

from meetings.editions.compared import Content, Fact, Paper, facts_that_changed
from meetings.editions.marking import mark_html
from meetings.editions.pairing import match, same
from meetings.editions.spelling import lines, reviewed, why_withheld

PAPER_ROUNDS = [same("title", "sha256"), same("sha256"), same("title"), same("key")]
WITHHELD_ROUNDS = [same("anchor"), same("title")]
# What a paper that is named and withheld says, row by row, where an edition does not have it.
NOT_NAMED: Content = {"title": "", "paragraph": None, "description": "", "reason": ""}


def compare_papers(before: Content, after: Content) -> list[Paper]:
    """The papers of an item, or of the meeting, of two editions: in the order of the later one, then those removed.

    Papers that are named and withheld come after the others. One that an edition shows and the other withholds is told
    once, by what became of it; editions that are older than the key `withheld` name none.
    """
    shown, shown_now = before["documents"], after["documents"]
    named, named_now = before.get("withheld", []), after.get("withheld", [])
    withdrawn_from_view = {paper["anchor"] for paper in named_now} & {paper["key"] for paper in shown}
    released = {paper["anchor"] for paper in named} & {paper["key"] for paper in shown_now}
    old = [paper for paper in shown if paper["key"] not in withdrawn_from_view]
    new = [paper for paper in shown_now if paper["key"] not in released]
    return [
        *_compare_shown(old, new),
        *(Paper(paper["title"], "released", None, paper) for paper in shown_now if paper["key"] in released),
        *(_withheld(paper) for paper in named_now if paper["anchor"] in withdrawn_from_view),
        *_compare_withheld(
            [paper for paper in named if paper["anchor"] not in released],
            [paper for paper in named_now if paper["anchor"] not in withdrawn_from_view],
        ),
    ]


def _withheld(paper: Content) -> Paper:
    """A paper that is not for publication any more; its earlier file is not pointed to."""
    return Paper(paper["title"], "withheld", None, None, _why_withheld(NOT_NAMED, paper))


def _compare_withheld(before: list[Content], after: list[Content]) -> list[Paper]:
    found = match(before, after, WITHHELD_ROUNDS)
    papers = []
    for j, paper in enumerate(after):
        old = before[found[j]] if j in found else None
        facts = _why_withheld(old or NOT_NAMED, paper)
        title = facts_that_changed([("Title", old["title"], paper["title"])]) if old else []
        state = ("changed" if title or facts else "same") if old else "added"
        papers.append(Paper(paper["title"], state, None, None, [*title, *facts]))
    gone = [paper for i, paper in enumerate(before) if i not in found.values()]
    return papers + [Paper(one["title"], "removed", None, None, _why_withheld(one, NOT_NAMED)) for one in gone]


def _why_withheld(before: Content, after: Content) -> list[Fact]:
    return facts_that_changed([("Not for publication", why_withheld(before), why_withheld(after))])


def _compare_shown(before: list[Content], after: list[Content]) -> list[Paper]:
    found = match(before, after, PAPER_ROUNDS)
    papers = [_paper(before[found[j]] if j in found else None, paper) for j, paper in enumerate(after)]
    return papers + [_paper(paper, None) for i, paper in enumerate(before) if i not in found.values()]


def _paper(before: Content | None, after: Content | None) -> Paper:
    shown = after or before or {}
    if before is None or after is None:
        return Paper(shown["title"], "added" if after else "removed", before, after)
    facts = facts_that_changed(
        [
            ("Title", before["title"], after["title"]),
            ("Kind", before["kind_label"], after["kind_label"]),
            ("Report by", before.get("report_by", ""), after.get("report_by", "")),
            ("File name", before["filename"], after["filename"]),
            ("Supplement", str(before.get("supplement", "")), str(after.get("supplement", ""))),
            ("Listed as", before["listed_as"], after["listed_as"]),
            *_of_report(before.get("report") or {}, after.get("report") or {}),
        ]
    )
    passages = mark_html(before.get("text_html", ""), after.get("text_html", ""))
    if before["sha256"] != after["sha256"]:
        state = "replaced"
    elif before["title"] != after["title"]:
        state = "renamed"
    else:
        state = "changed" if facts or any(one.state != "same" for one in passages) else "same"
    shown_passages = passages if any(one.state != "same" for one in passages) else []
    return Paper(shown["title"], state, before, after, facts, shown_passages)


def _of_report(before: Content, after: Content) -> list[tuple[str, str, str]]:
    """What a report says of itself, row by row; nothing of papers that are none."""
    words = {
        "Classification": "classification",
        "Decision type": "decision_type",
        "Wards affected": "wards",
        "Purpose": "purpose",
    }
    rows = [(label, before.get(key, ""), after.get(key, "")) for label, key in words.items()]
    lists = {"Recommendations": "recommendations", "Background papers": "background_papers"}
    rows += [(label, lines(before.get(key, [])), lines(after.get(key, []))) for label, key in lists.items()]
    return [*rows, ("Reviewed and approved by", reviewed(before), reviewed(after))]
