"""Outcomes: from the paragraphs of one item's minutes to its resolutions, recommendations and actions, in order."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.importing.grammar import addressees, votes
from meetings.importing.grammar.entries import Entry, gather, split_inline, trimmed_sentence
from meetings.importing.grammar.labels import label_at
from meetings.importing.grammar.markers import Marker
from meetings.importing.grammar.sentences import sentences
from meetings.importing.grammar.standing import DECISIVE, NARRATED, MarkerFinder, Passage
from meetings.importing.records import Outcome

THAT = re.compile(r"\s*(?:[Tt]hat|THAT|T H A T)\b[\s:,–—-]*")
AGAIN = re.compile(r"\s*[Ii]t was (?:unanimously )?(?:resolved|agreed|recommended)\s+(?:unanimously )?(?=that\b|to\b)")
LEAD_END = re.compile(r"(?:[:–—]\s*[-–—]?|:-|\s-)\s*$")
BARE_LEAD = re.compile(
    r"(?:the\s+)?(?:[\w&'’-]+\s+){0,6}?(?:committee|panel|board|cabinet|council|commission|executive|"
    r"sub-committee|members|forum)"
    r"(?:\s+(?:be recommended|recommends?|agrees?|agreed|resolves?|notes?|recommended)(?:\s+(?:to|"
    r"that))?)?\s*[:–—-]*\s*",
    re.IGNORECASE,
)
NOTHING = re.compile(
    r"(?:none|nil|n/?a|no decisions?(?: made| taken)?|not applicable|no actions?(?: arising)?)\W*", re.IGNORECASE
)


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
        if self.passage.decided and not self.found:
            self._unmarked()
        formal = any(self._strength.get(id(outcome), 3) == 3 for outcome in self.found)
        return [outcome for outcome in self.found if not (formal and self._strength.get(id(outcome)) == 0)]

    def _at(self, index: int) -> int:
        """Read the markers of one paragraph; the index of the paragraph to go on with."""
        paragraph = self.paragraphs[index]
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
        if marker.by or (marker.noun and marker.kind == "action" and self._only_owner(rest)):
            return self._owner_only(index, marker, rest)
        if not rest or self._is_lead(rest, index):
            lead_in = self._span(start, stop) or None
            entries, after = gather(self.paragraphs, index + 1, self._stops, None, None, self.text)
            if not rest and entries and entries[0].label is None:
                lead_in, entries, after = self._lead_below(entries, lead_in, after, index)
        elif inline and self._leads(words, inline[0][0], label is not None):
            lead_in = self._span(start, inline[0][0]).rstrip("( ").removesuffix(f"({inline[0][2]})").strip() or None
            entries = [Entry(begin, end, name, 0, paragraph.line) for begin, end, name in inline]
            entries[-1].end = trimmed_sentence(entries[-1].start, entries[-1].end, self.text)
            last = label_at(f"({inline[-1][2]}) x")
            more, after = gather(self.paragraphs, index + 1, self._stops, entries[-1], last, self.text)
            entries += more[1:]
        elif label is not None:
            offset = words + len(self.text[words:stop]) - len(self.text[words:stop].lstrip())
            first = Entry(offset + label.length, stop, label.text, 0, paragraph.line, paragraph.blocks[-1].cut)
            entries, after = gather(self.paragraphs, index + 1, self._stops, first, label, self.text)
        else:
            end = trimmed_sentence(words, stop, self.text)
            if marker.strength == 1 or (marker.moved and rest):
                end = words + sentences(self.text[words:end])[0][1]
            entries = [Entry(words, end, None, 0, paragraph.line, end == paragraph.end and paragraph.blocks[-1].cut)]
            after = self._second_points(index, entries)
        self._keep(index, after, marker, lead_in, entries, start, stop)
        return max(after, index + 1)

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

    def _only_owner(self, rest: str) -> bool:
        bare = rest.strip(" .)]*")
        return (
            bool(bare)
            and len(bare.split()) <= 7
            and not re.search(r"\b(?:to|be|will|would|that|should)\b", bare)
            and bare[0].isupper()
        )

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
        if previous is None or not name:
            return index + 1
        spans = sentences(previous.text[: marker.start].rstrip(" ([*") if own else previous.text)
        if not spans:
            return index + 1
        begin, end = spans[-1]
        start = previous.start + (previous.label.length if begin == 0 and previous.label else begin)
        text = self._span(start, previous.start + end)
        if text:
            self.found.append(
                Outcome("action", text, owner=name, due=due, due_date=due_date, marker=marker.text, line=previous.line)
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

    def _stops(self, index: int) -> bool:
        return self._marker(index) is not None or bool(votes.TRAILING.match(self.paragraphs[index].text))

    def _span(self, start: int, end: int) -> str:
        return self.text[start:end].strip().strip("*|").strip()

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
        result = result or votes.carried(tail)
        template = Outcome(
            marker.kind, "", carried=result, proposer=proposer, seconder=seconder, marker=marker.text, lead_in=lead_in
        )
        for entry in entries:
            text = self._span(entry.start, entry.end)
            if not any(character.isalnum() for character in text) or NOTHING.fullmatch(text):
                continue
            outcome = self._outcome(template, text, entry)
            aside = (
                marker.strength == 1
                and lead_in is None
                and paragraph.text[: marker.start].strip() != ""
                and self._sentence_start(paragraph, marker.start) < marker.start
            )
            self._strength[id(outcome)] = 0 if aside else marker.strength
            self.found.append(outcome)
            if entry.cut:
                self.doubts.append(
                    (entry.line, "the source is cut off in this outcome: only the words it shows were kept")
                )

    def _outcome(self, template: Outcome, text: str, entry: Entry) -> Outcome:
        outcome = replace(template, text=text, label=entry.label, level=entry.level, line=entry.line)
        if outcome.kind == "resolution":
            whom = addressees.asks_another(text, template.lead_in, self.passage.own_name)
            if whom or re.search(r"\brecommend(?:ed)? (?:to|that)\b", template.lead_in or ""):
                outcome.kind, outcome.addressee = "recommendation", whom
        if outcome.kind == "recommendation":
            outcome.addressee = outcome.addressee or addressees.addressee(text, template.marker or "", template.lead_in)
        if outcome.kind == "action":
            outcome.owner = addressees.owner(text)
            outcome.due, outcome.due_date = addressees.due(text)
        return outcome

    def _unmarked(self) -> None:
        """A "Decision:" block without any marker in it: every list line, or every paragraph that does not narrate."""
        listed = [paragraph for paragraph in self.paragraphs if paragraph.label]
        template = Outcome("resolution", "", marker="Decision:")
        for paragraph in self.paragraphs:
            if votes.TRAILING.match(paragraph.text):
                break
            body = paragraph.body
            leads = LEAD_END.search(body) and listed
            if leads or not DECISIVE.search(body) or (NARRATED.match(body) and not paragraph.label):
                continue
            if re.match(r"(?:No|There (?:was|were)|Apolog\w+)\b", body):
                continue
            that = THAT.match(body)
            start = paragraph.body_start + (that.end() if that and not paragraph.label else 0)
            inline = split_inline(paragraph.body_start, paragraph.end, self.text)
            entries = (
                [Entry(begin, end, name, 0, paragraph.line) for begin, end, name in inline]
                if inline and not paragraph.label
                else [Entry(start, paragraph.end, paragraph.label.text if paragraph.label else None, 0, paragraph.line)]
            )
            for entry in entries:
                text = self._span(entry.start, entry.end)
                if text and not NOTHING.fullmatch(text):
                    self.found.append(self._outcome(template, text, entry))
