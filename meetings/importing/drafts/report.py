"""What an import did, or would do, in sentences."""

from dataclasses import dataclass, field

from meetings.models import Meeting, WorkProgramme


@dataclass(slots=True)
class ImportReport:
    """`deeds` are what was made, `doubts` what a person should look at, `meetings` those that the text tells of,
    `programmes` the work programmes that it entered.

    `held` are the reasons why what was read must not be published before a person has decided;
    `known` says that the very text was read before.
    """

    source: str
    deeds: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    programmes: list[WorkProgramme] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    known: bool = False

    def did(self, sentence: str) -> None:
        self.deeds.append(sentence)

    def doubt(self, sentence: str, line: int | None = None) -> None:
        """Keeps a doubt with the line of the source it comes from."""
        text = f"line {line}: {sentence}" if line else sentence
        if text not in self.doubts:
            self.doubts.append(text)

    def hold(self, sentence: str, line: int | None = None) -> None:
        """Keeps a reason against publishing, which is a doubt as well."""
        self.doubt(sentence, line)
        self.held.append(sentence)

    @property
    def changed(self) -> bool:
        return bool(self.deeds)
