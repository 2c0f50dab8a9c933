"""Title, kind and item follow from the name of a file."""

import pytest

from meetings.paper_titles import item_number_of, kind_of_file, title_of_file


@pytest.mark.parametrize(
    ("name", "title", "kind", "number"),
    [
        ("Appendix A.pdf", "Appendix A", "appendix", ""),
        ("appendix_b-map.pdf", "Appendix b-map", "appendix", ""),
        ("Item 5 - Report on buses.docx", "Report on buses", "report", "5"),
        ("item_07a_minutes.pdf", "Minutes", "minutes", "7a"),
        ("Agenda item 12.pdf", "Agenda item 12", "agenda", "12"),
        ("Itemised costs 2026.xlsx", "Itemised costs 2026", "other", ""),
        ("first-supplement-2026.pdf", "First supplement 2026", "supplement", ""),
        ("Response of the Cabinet.pdf", "Response of the Cabinet", "response", ""),
        ("Presentation.pptx", "Presentation", "presentation", ""),
        ("Work programme 2026.odt", "Work programme 2026", "work programme", ""),
        ("scan0001.jpg", "Scan0001", "other", ""),
    ],
)
def test_name_of_a_file_tells(name, title, kind, number):
    assert (title_of_file(name), kind_of_file(title), item_number_of(name)) == (title, kind, number)
