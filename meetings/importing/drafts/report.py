"""What an import did, or would do, in sentences."""

from dataclasses import dataclass, field

from meetings.models import Meeting


@dataclass(slots=True)
class ImportReport:
    """`deeds` are what was made, `doubts` what a person should look at, `meetings` those that the text tells of."""

    source: str
    deeds: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)

    def did(self, sentence: str) -> None:
        self.deeds.append(sentence)

    def doubt(self, sentence: str, line: int | None = None) -> None:
        """Keeps a doubt with the line of the source it comes from."""
        text = f"line {line}: {sentence}" if line else sentence
        if text not in self.doubts:
            self.doubts.append(text)

    @property
    def changed(self) -> bool:
        return bool(self.deeds)
