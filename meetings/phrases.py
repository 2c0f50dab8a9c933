"""Phrases that minutes use again and again, each under a short name that the clerk types: ";nodec" and a space."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """`name` is typed after a semicolon; what stands in square brackets is to be filled in."""

    name: str
    text: str


PHRASES = [
    Phrase("nodec", "There were no declarations of interest."),
    Phrase("noapol", "There were no apologies for absence."),
    Phrase("nosub", "There were no named substitutes."),
    Phrase("nopq", "There were no questions from members of the public."),
    Phrase("nomq", "There were no questions from members of the council."),
    Phrase("pq", "[number] questions were put; they stand with their answers in the appendix."),
    Phrase("nourg", "There was no urgent business."),
    Phrase("apol", "Apologies for absence were received from Councillor [name]."),
    Phrase("sub", "Councillor [name] attended as a substitute for Councillor [name]."),
    Phrase(
        "dec",
        "Councillor [name] declared [an other] interest in item [number], [nature of the interest], "
        "and [remained in the meeting].",
    ),
    Phrase(
        "minok",
        "The minutes of the meeting held on [date] were approved as a correct record and signed by the Chairperson.",
    ),
    Phrase(
        "mincor",
        "The minutes of the meeting held on [date] were approved as a correct record, subject to [the correction], "
        "and signed by the Chairperson.",
    ),
    Phrase("rec", "The committee received a report by the [post] on [subject]."),
    Phrase("qa", "In response to a question from Councillor [name], the [post] said that [answer]."),
    Phrase("wa", "A written answer would be provided by [post]."),
    Phrase("noted", "The report was noted."),
    Phrase("wp", "The committee considered its work programme."),
    Phrase(
        "excl",
        "That under section 100A(4) of the Local Government Act 1972 the public be excluded from the meeting for item "
        "[number] on the grounds that it involves the likely disclosure of exempt information as defined in "
        "paragraph [number] of Part 1 of Schedule 12A to the Act.",
    ),
    Phrase("next", "The next meeting would be held on [date] at [time]."),
    Phrase("end", "The meeting ended at [time]."),
]
