"""Formulas of workbooks: those that fetch something, start something, or lead somewhere else."""

import re

from meetings.paper_checks.links import look_at_link
from meetings.paper_checks.refusing import UnfitError

# Functions that ask another machine, or call a program, when the workbook computes; newer ones have a prefix.
_FETCHING = re.compile(
    r"(?<![A-Za-z0-9_])(?:_xl(?:fn|ws|udf)\.|com\.microsoft\.|com\.sun\.star\.[a-z.]*)*"
    r"(?:WEBSERVICE|IMAGE|RTD|CALL|REGISTER(?:\.ID)?|EXEC|STOCKHISTORY|DDE|SQL\.REQUEST|FOPEN"
    r"|CUBE(?:KPIMEMBER|MEMBER|MEMBERPROPERTY|RANKEDMEMBER|SET|SETCOUNT|VALUE)"
    r"|IMPORT(?:DATA|FEED|HTML|RANGE|XML)|GOOGLEFINANCE)\s*\(",
    re.IGNORECASE,
)
# A program, its subject and what is asked of it: cmd|'/c calc'!A1
_PROGRAM = re.compile(r"[A-Za-z0-9_.']\s*\|\s*'?[^|!]{0,300}!")
# A cell of another file, by its address.
_FILE = re.compile(r"'\s*(?:file:|https?:|ftp:|smb:|[a-z]:[\\/]|\\\\|//)", re.IGNORECASE)
_LINK = re.compile(r'HYPERLINK\s*\([\s(]*"((?:[^"]|"")*)"\s*(&)?', re.IGNORECASE)
# Where an address is put together of pieces, its first one says where it leads.
_LEADS = re.compile(r"\s*(?:#|https?:|mailto:|tel:)", re.IGNORECASE)
_LITERAL = re.compile(r'"(?:[^"]|"")*"')

FETCHES = (
    "holds a formula that fetches something from elsewhere or starts a program: save its values alone and upload that."
)


def look_at_formula(formula: str) -> None:
    """Whether a formula of a workbook keeps to its workbook. Raises UnfitError."""
    bare = _LITERAL.sub('""', formula)
    if _FETCHING.search(bare) or _PROGRAM.search(bare) or _FILE.search(bare):
        raise UnfitError(FETCHES)
    for address, goes_on in _LINK.findall(formula):
        if goes_on and not _LEADS.match(address):
            raise UnfitError(FETCHES)
        look_at_link(address)
