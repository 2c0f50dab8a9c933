"""The figures as sentences, for the head of an annual report: the grammar follows the numbers."""

from collections.abc import Sequence

from actions.impact.counting import Figures


def recommendation_sentences(figures: Figures, *, who: str, when: str) -> list[str]:
    """What came of the recommendations; `who` made them ("The Transport Committee"), and `when` ("2025 to 2026")."""
    counts = figures.counts
    made = counts["made"]
    if not made:
        return [f"{who} made no recommendation in {when}."]
    told = [f"{who} made {number(made, 'recommendation')} in {when}."]
    told.append(_answers(figures, made))
    if figures.answered:
        told.append(_verdicts(figures))
    if figures.median_days is not None:
        told.append(_days(figures))
    if figures.accepted:
        told.append(_course(figures))
    return [*told, *_open(figures)]


def action_sentences(figures: Figures, *, who: str) -> list[str]:
    """What came of the actions."""
    counts, made, done = figures.counts, figures.counts["made"], figures.completed
    if not made:
        return [f"{who} agreed no action."]
    parts = [f"{done:,} {be(done)} complete"] if done else ["none is complete" if made > 1 else "it is not complete"]
    if done:
        parts[0] += f" ({counts['evidence']:,} with evidence)" if counts["evidence"] else " (none with evidence)"
    if counts["overdue"]:
        parts.append(f"{counts['overdue']:,} {be(counts['overdue'])} overdue")
    if counts["open"]:
        parts.append(f"{counts['open']:,} {be(counts['open'])} open and not yet due")
    if counts["set_aside"]:
        parts.append(f"{counts['set_aside']:,} {be(counts['set_aside'], past=True)} set aside")
    return [f"{who} agreed {number(made, 'action')}: {listed(parts)}."]


def _answers(figures: Figures, made: int) -> str:
    counts, answered = figures.counts, figures.answered
    if not answered:
        return "None of them has been answered." if made > 1 else "It has not been answered."
    parts = []
    if counts["in_time"]:
        parts.append(f"{counts['in_time']:,} in time")
    if counts["late"]:
        parts.append(f"{counts['late']:,} late")
    if counts["no_limit"]:
        parts.append(f"{counts['no_limit']:,} with no time limit")
    if made == 1:
        return f"It was answered{' ' + parts[0].removeprefix('1 ') if parts else ''}."
    head = "All of them were" if answered == made else f"{answered:,} of them {be(answered, past=True)}"
    return f"{head} answered: {listed(parts)}."


def _verdicts(figures: Figures) -> str:
    counts = figures.counts
    parts = [
        f"{counts[name]:,} {be(counts[name], past=True)} {words}"
        for name, words in (
            ("accepted", "accepted"),
            ("in_part", "accepted in part"),
            ("in_principle", "accepted in principle only"),
            ("rejected", "rejected"),
            ("noted", "noted"),
        )
        if counts[name]
    ]
    return f"Of those answered, {listed(parts)}." if figures.answered > 1 else f"{_only(parts)}."


def _only(parts: Sequence[str]) -> str:
    return parts[0].replace("1 was", "It was", 1)


def _days(figures: Figures) -> str:
    if len(figures.days) == 1:
        return f"The answer took {number(figures.days[0], 'day')} from receipt."
    return f"Half of the answers came within {figures.median_words} days of receipt."


def _course(figures: Figures) -> str:
    counts, accepted = figures.counts, figures.accepted
    done, proven = counts["carried_out"], counts["carried_proven"]
    parts = []
    if done:
        proof = (
            "with evidence" if proven == done else f"{proven:,} of them with evidence" if proven else "without evidence"
        )
        parts.append(f"{done:,} {be(done)} done, {proof}")
    if counts["under_way"]:
        parts.append(f"{counts['under_way']:,} {be(counts['under_way'])} under way")
    if counts["not_begun"]:
        parts.append(f"of {counts['not_begun']:,} nothing has been reported since")
    if counts["left"]:
        parts.append(f"{counts['left']:,} {be(counts['left'], past=True)} set aside later")
    return f"Of the {accepted:,} accepted in full or in part, {listed(parts, between='; ')}."


def _open(figures: Figures) -> list[str]:
    counts = figures.counts
    told = []
    if counts["overdue"]:
        one = counts["overdue"] == 1
        told.append(
            f"{counts['overdue']:,} {'is' if one else 'are'} left unanswered after the last day for the response."
        )
    if counts["waiting"]:
        told.append(f"{counts['waiting']:,} still {'waits' if counts['waiting'] == 1 else 'wait'} in time.")
    if counts["not_sent"]:
        told.append(f"{counts['not_sent']:,} {be(counts['not_sent'])} not recorded as received by anybody.")
    if counts["no_response_due"]:
        told.append(f"{counts['no_response_due']:,} the committee made to itself, and no response is due.")
    if counts["ended_unanswered"]:
        told.append(f"{counts['ended_unanswered']:,} ended before anybody answered.")
    return told


def number(count: int, noun: str) -> str:
    """ "1 action", "no actions", "1,200 actions"."""
    return f"{count:,} {noun}" if count == 1 else f"{count or 'no':{',' if count else ''}} {noun}s"


def be(count: int, *, past: bool = False) -> str:
    if past:
        return "was" if count == 1 else "were"
    return "is" if count == 1 else "are"


def listed(parts: Sequence[str], *, between: str = ", ") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    last = f"{between.rstrip()} and " if between != ", " else " and "
    return f"{between.join(parts[:-1])}{last}{parts[-1]}"
