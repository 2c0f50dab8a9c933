"""Papers of two editions: which came, which went, and which stand under the same title with another file."""

from meetings.editions.compared import Content, Paper, facts_that_changed
from meetings.editions.marking import mark_html
from meetings.editions.pairing import match, same
from meetings.editions.spelling import lines, reviewed

PAPER_ROUNDS = [same("title", "sha256"), same("sha256"), same("title"), same("key")]


def compare_papers(before: list[Content], after: list[Content]) -> list[Paper]:
    """The papers in the order of the later edition, then those that were removed."""
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
