"""An empty workbook with the columns of an action log, to be filled in and brought in."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from actions.bringing_in.columns import Column

NAME = "action-log.xlsx"
_WIDTHS = {Column.ACTION: 60, Column.PROGRESS: 50, Column.OWNER: 24, Column.DIRECTORATE: 24, Column.EVIDENCE: 40}
_DAYS = {Column.MEETING, Column.DUE, Column.COMPLETED}
_FORMATTED_ROWS = 200


def empty_log() -> bytes:
    """The workbook: a head that stays in view, columns wide enough, and true dates where days are typed."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Action log"
    for place, column in enumerate(Column, start=1):
        head = sheet.cell(row=1, column=place, value=column.heading)
        head.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = _WIDTHS.get(column, 16)
        for row in range(2, _FORMATTED_ROWS + 2):
            cell = sheet.cell(row=row, column=place)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if column in _DAYS:
                cell.number_format = "dd/mm/yyyy"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
