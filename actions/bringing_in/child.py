"""The process that reads an action log from outside: it has little memory and time, no secrets, and may write nothing.

`python -m actions.bringing_in.child [SHEET]` reads the file from standard input and writes one line of JSON: the log,
or the reason why it is refused. Its limits are those of the process that looks into papers.
"""

import json
import sys
import warnings

from actions.bringing_in.rows import read_log
from actions.bringing_in.sheets import TOO_FULL, read_sheets
from meetings.paper_checks.child import limit
from meetings.paper_checks.refusing import UnfitError


def main(sheet: str) -> None:
    limit()
    # What a workbook has beside its cells (lists to choose from, colours by rule) is of no concern here.
    warnings.simplefilter("ignore")
    try:
        told = read_log(read_sheets(sys.stdin.buffer), wanted=sheet).as_json()
    except UnfitError as error:
        told = {"refused": str(error)}
    except (MemoryError, RecursionError):
        told = {"refused": TOO_FULL}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
