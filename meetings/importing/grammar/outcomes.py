"""Outcomes: from the paragraphs of one item's minutes to its resolutions, recommendations and actions, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.importing.grammar import action_tables, addressees, votes
from meetings.importing.grammar.bare_decisions import decision_lines
from meetings.importing.grammar.entries import Entry, gather, split_inline, trimmed_sentence
from meetings.importing.grammar.labels import label_at
from meetings.importing.grammar.leads import AGAIN, BARE_LEAD, LEAD_END, THAT, THAT_OR_TO, decision_in, only_spells_out
from meetings.importing.grammar.markers import Marker
from meetings.importing.grammar.paragraphs import Paragraph
from meetings.importing.grammar.sentences import sentences
from meetings.importing.grammar.standing import MarkerFinder, Passage
from meetings.importing.records import Outcome

NOTHING = re.compile(
    r"(?:none|nil|n/?a|no decisions?(?: made| taken)?|not applicable|no actions?(?: arising)?)\W*", re.IGNORECASE
)

# A sentence of which something is still to come; a marker that only names an owner makes no action of any other.
DEED = re.compile(r"\b(?:would|will|should|must|shall|be \w+ed|be (?:sent|given|made|brought|put)|to \w+)\b")


class OutcomeReader(MarkerFinder):
    """Reads one passage from its first paragraph to its last; ``doubts`` collects (line, sentence)."""

    def __init__(self, passage: Passage) -> None:
        super().__init__(passage)
        self.text = passage.source.text
        self.found: list[Outcome] = []
        self.doubts: list[tuple[int, str]] = []
        self._strength: dict[int, int] = {}

    def read(self) -> list[Outcome]:
        """Every outcome of the passage, in order."""
        index = 0
        while index < len(self.paragraphs):
            index = self._at(index)
        if self.passage.decided:
            first = next((at for at in range(len(self.paragraphs)) if self._marker(at) is not None), None)
            if not self.found:
                self.found = self._unmarked(self.paragraphs)
            elif first and self.paragraphs[0].label is not None:
                self.found = [*self._unmarked(self.paragraphs[:first]), *self.found]
        formal = any(self._strength.get(id(outcome), 3) == 3 for outcome in self.found)
        return [outcome for outcome in self.found if not (formal and self._strength.get(id(outcome)) == 0)]

    def _at(self, index: int) -> int:
        """Read the markers of one paragraph; the index of the paragraph to go on with."""
        paragraph = self.paragraphs[index]
        table = action_tables.read(self.paragraphs, index)
        if table:
            self.found += table[0]
            return table[1]
        offset = 0
        while True:
            marker = self._marker(index, offset)
            if marker is None:
                return index + 1
            following = self._next_marker(index, marker)
            stop = self._sentence_start(paragraph, following.start) if following else len(paragraph.text)
            if stop <= marker.end:
                stop = following.start if following else len(paragraph.text)
            after = self._open(index, marker, paragraph.start + stop)
            if after > index + 1 or following is None:
                return after
            offset = following.start

    def _open(self, index: int, marker: Marker, stop: int) -> int:
        """Read what follows a marker; ``stop`` is where its own paragraph ends for it. The index to go on with."""
        paragraph = self.paragraphs[index]
        start = paragraph.start + marker.end
        again = AGAIN.match(self.text, start, stop)
        start = again.end() if again else start
        that = THAT.match(self.text, start, stop)
        words = that.end() if that else start
        if not that and not marker.noun:
            towards = re.match(r"\s*to\s+(?=\S)", self.text[start:stop])
            words = start + towards.end() if towards else words
        rest = self.text[words:stop].strip().strip("*").strip()
        lead_in: str | None = None
        entries: list[Entry] = []
        after = index + 1
        inline = split_inline(words, stop, self.text) if rest else None
        label = label_at(self.text[words:stop].lstrip()) if rest else None
        if marker.listed:
            entries, after = gather(self.paragraphs, index + 1, self._unlabelled, None, None, self.text)
            self._keep(index, after, marker, None, entries, start, stop)
            return max(after, index + 1)
        if marker.closing or marker.by or (marker.noun and marker.kind == "action" and addressees.only_owner(rest)):
            return self._owner_only(index, marker, "" if marker.closing else rest)
        if not rest or self._is_lead(rest, index):
            lead_in = self._span(start, stop) or None
            entries, after = gather(self.paragraphs, index + 1, self._stops, None, None, self.text)
            led = start
            if not rest and entries and entries[0].label is None:
                led = entries[0].start
                lead_in, entries, after = self._lead_below(entries, lead_in, after, index)
            lead_in, entries = self._with_led(led, lead_in, entries, paragraph.line)
        elif inline and self._leads(words, inline[0][0], label is not None):
            lead_in = self._span(start, inline[0][0]).rstrip("( ").removesuffix(f"({inline[0][2]})").strip() or None
            entries = [Entry(begin, end, name, 0, paragraph.line) for begin, end, name in inline]
            entries[-1].end = trimmed_sentence(entries[-1].start, entries[-1].end, self.text)
            last = label_at(f"({inline[-1][2]}) x")
            more, after = gather(self.paragraphs, index + 1, self._stops, entries[-1], last, self.text)
            entries += more[1:]
            lead_in, entries = self._with_led(start, lead_in, entries, paragraph.line)
        elif label is not None:
            offset = words + len(self.text[words:stop]) - len(self.text[words:stop].lstrip())
            first = Entry(offset + label.length, stop, label.text, 0, paragraph.line, paragraph.blocks[-1].cut)
            entries, after = gather(self.paragraphs, index + 1, self._stops, first, label, self.text)
        else:
            end = trimmed_sentence(words, stop, self.text)
            if marker.strength == 1 or (marker.moved and rest):
                end = words + sentences(self.text[words:end])[0][1]
            # A single line begins with its "That"; "that" goes on from its marker, "RESOLVED that", and is left to it.
            begin = start + len(that[0]) - len(that[0].lstrip()) if that and that[0].lstrip()[:2] == "Th" else words
            entries = [Entry(begin, end, None, 0, paragraph.line, end == paragraph.end and paragraph.blocks[-1].cut)]
            after = self._second_points(index, entries)
        for entry in entries:
            entry.end = trimmed_sentence(entry.start, entry.end, self.text, listed=entry.label is not None)
        self._keep(index, after, marker, lead_in, entries, start, stop)
        return max(after, index + 1)

    def _with_led(
        self, start: int, lead_in: str | None, entries: list[Entry], line: int
    ) -> tuple[str | None, list[Entry]]:
        """A lead-in that decides something itself becomes an entry; lines that only spell it out are left to it."""
        length = decision_in(lead_in) if lead_in else None
        if lead_in is None or length is None:
            return lead_in, entries
        begin = self.text.index(lead_in, start)
        that = THAT_OR_TO.match(lead_in)
        first = Entry(begin + (that.end() if that and that.end() < length else 0), begin + length, None, 0, line)
        if length == len(lead_in):
            entries = [entry for entry in entries if not only_spells_out(self._span(entry.start, entry.end))]
        return lead_in[length:].strip() or None, [first, *entries]

    def _second_points(self, index: int, entries: list[Entry]) -> int:
        """After a sentence: the points that go on below it ("That ..." again, or a list begun at 2)."""
        after = index + 1
        if after >= len(self.paragraphs) or self._stops(after):
            return after
        following = self.paragraphs[after]
        label = following.label
        body = following.body if label else following.text
        if re.match(r"(?:That|that|THAT)\b", body) and (label is None or label.rank in {0, 2} or label.rank == 1):
            more, after = gather(self.paragraphs, after, self._stops, None, None, self.text)
            entries += more
        return after

    def _owner_only(self, index: int, marker: Marker, rest: str) -> int:
        """A marker that only names who is to act: the owner of the outcomes above it, or of the sentence above it."""
        name = rest.strip(" .)]*|")
        due, due_date = addressees.due(name)
        paragraph = self.paragraphs[index]
        recent = [
            outcome for outcome in self.found if outcome.line is not None and outcome.line >= self._line_before(index)
        ]
        if recent and marker.start < 3:
            for outcome in recent:
                outcome.owner, outcome.due, outcome.due_date = name or outcome.owner, due, due_date
            return index + 1
        own = paragraph.text[: marker.start].strip(" ([*-–")
        previous = paragraph if own else self.paragraphs[index - 1] if index else None
        if previous is None or not (name or marker.closing):
            return index + 1
        spans = sentences(previous.text[: marker.start].rstrip(" ([*") if own else previous.text)
        if not spans:
            return index + 1
        begin, end = spans[-1]
        start = previous.start + (previous.label.length if begin == 0 and previous.label else begin)
        text = self._span(start, previous.start + end)
        if text and (own or marker.closing or marker.by or DEED.search(text)):
            self.found.append(
                Outcome(
                    "action",
                    text,
                    owner=name or None,
                    due=due,
                    due_date=due_date,
                    marker=marker.text,
                    line=previous.line,
                )
            )
        return index + 1

    def _line_before(self, index: int) -> int:
        return self.paragraphs[max(0, index - 1)].line if index else 0

    def _leads(self, start: int, first: int, labelled: bool) -> bool:
        before = self.text[start:first].strip(" (")
        return labelled or len(before.split()) <= 25 or bool(LEAD_END.search(before))

    def _is_lead(self, rest: str, index: int) -> bool:
        """Whether the words after a marker only lead in to the list below them."""
        if BARE_LEAD.fullmatch(rest):
            return True
        following = self.paragraphs[index + 1] if index + 1 < len(self.paragraphs) else None
        if following is None or self._stops(index + 1):
            return False
        listed = following.label is not None and bool(following.body.strip())
        if LEAD_END.search(rest):
            small = following.text[:1].islower() or re.match(r"That\b", following.text)
            return (
                listed
                or (len(rest.split()) <= 8 and following.text[0].isalpha())
                or bool(small)
                or self._list_soon(index + 1)
            )
        return listed and (
            rest.endswith((" to", " that", " and", ",")) or (not re.search(r"[.;]$", rest) and len(rest.split()) <= 12)
        )

    def _list_soon(self, index: int) -> bool:
        small = self.paragraphs[index].text[:1].islower()
        return small and index + 1 < len(self.paragraphs) and self.paragraphs[index + 1].label is not None

    def _lead_below(
        self, entries: list[Entry], lead_in: str | None, after: int, index: int
    ) -> tuple[str | None, list[Entry], int]:
        """A marker alone on its line, the next line leading in to a list ("That the panel:"): leave that line out."""
        first = self._span(entries[0].start, entries[0].end)
        that = THAT.match(first)
        bare = first[that.end() :] if that else first
        below = index + 1
        lead = not bare or BARE_LEAD.fullmatch(bare) or (LEAD_END.search(first) and self._is_lead(bare, below))
        if not lead:
            return lead_in, entries, after
        listed, after = gather(self.paragraphs, below + 1, self._stops, None, None, self.text)
        return (first, listed, after) if listed else (lead_in, entries, after)

    def _span(self, start: int, end: int) -> str:
        return self.text[start:end].strip().strip("*|_ ").strip()

    def _keep(
        self, index: int, after: int, marker: Marker, lead_in: str | None, entries: list[Entry], start: int, stop: int
    ) -> None:
        paragraph = self.paragraphs[index]
        above = list(self.paragraphs[max(0, index - 1) : index])
        if above and index > 1 and len(above[0].text) < 40 and self._marker(index - 1) is not None:
            above.insert(0, self.paragraphs[index - 2])
        around = " ".join([*(earlier.text for earlier in above), paragraph.text[: marker.end]])
        below = self.paragraphs[after].text if after < len(self.paragraphs) else ""
        proposer, seconder = votes.movers(around[-600:])
        result = marker.carried or votes.carried(around[-400:])
        if not result and votes.TRAILING.match(below):
            result = votes.carried(below)
        tail = self.text[entries[-1].end : stop] if entries and entries[-1].end < stop else ""
        told = tail if tail.strip() else below if votes.told_after(below) else ""
        if not proposer and told:
            proposer, seconder = votes.movers(told)
        result = result or votes.carried(tail)
        template = Outcome(
            marker.kind, "", carried=result, proposer=proposer, seconder=seconder, marker=marker.text, lead_in=lead_in
        )
        for entry in entries:
            text = self._span(entry.start, entry.end)
            if not any(character.isalnum() for character in text) or NOTHING.fullmatch(text):
                continue
            outcome = self._outcome(template, text, entry)
            self._strength[id(outcome)] = 0 if lead_in is None and self._aside(paragraph, marker) else marker.strength
            self.found.append(outcome)
            if entry.cut:
                self.doubts.append(
                    (entry.line, "the source is cut off in this outcome: only the words it shows were kept")
                )

    def _outcome(self, template: Outcome, text: str, entry: Entry) -> Outcome:
        outcome = replace(template, text=text, label=entry.label, level=entry.level, line=entry.line)
        if outcome.kind == "resolution":
            whom = addressees.asks_another(text, template.lead_in, self.passage.own_name)
            if whom or addressees.recommends(text, template.lead_in):
                outcome.kind, outcome.addressee = "recommendation", whom
        if outcome.kind == "recommendation":
            outcome.addressee = outcome.addressee or addressees.addressee(text, template.marker or "", template.lead_in)
        if outcome.kind == "action":
            outcome.owner = addressees.owner(text)
            outcome.due, outcome.due_date = addressees.due(text)
        return outcome

    def _unmarked(self, paragraphs: Sequence[Paragraph]) -> list[Outcome]:
        """The outcomes of a "Decision:" block, or of the list it begins with, that no marker opens."""
        template = Outcome("resolution", "", marker="Decision:")
        lines = decision_lines(paragraphs, self.text)
        told = [(self._span(entry.start, entry.end), entry) for entry in lines]
        return [self._outcome(template, text, entry) for text, entry in told if text and not NOTHING.fullmatch(text)]
