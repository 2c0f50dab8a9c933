"""Lists of the ledger as files: seconds, and the memory that the process took, in a process of its own.

The memory is the largest resident set that the process ever had. A process that makes a file of ten rows
tells what everything else takes; one that makes a file of 10,000 may take little more, or the rows are kept somewhere.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from actions.models import LedgerEntry
from portal.benchmark.measuring import UnexpectedAnswerError

ROWS, FEW_ROWS = 10_000, 10
SECONDS_AT_MOST = 10
GROWTH_AT_MOST = 24  # megabytes, from few rows to all
FILES = {"XLSX": "actions:action-workbook", "CSV": "actions:action-text"}


@dataclass(frozen=True, slots=True)
class Download:
    """What one file took: seconds, bytes, and megabytes of the process at its largest."""

    seconds: float
    bytes: int
    megabytes: float


def fetch(address: str) -> Download:
    """Takes the file in this process, piece by piece, as a server hands it out."""
    begun, size = time.perf_counter(), 0
    response = Client().get(address)
    if response.status_code != 200 or not isinstance(response, StreamingHttpResponse):
        raise UnexpectedAnswerError(f"{address} answered {response.status_code}, and no file.")
    for piece in response:
        size += len(piece)
    return Download(time.perf_counter() - begun, size, peak_megabytes())


def peak_megabytes() -> float:
    """The largest resident set of this process so far.

    Linux tells it of the program alone as VmHWM (proc(5)); its `ru_maxrss` begins with what the program was started
    from. macOS has no such file, and tells bytes.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def addresses() -> dict[str, tuple[int, str, str]]:
    """Of each type of file: how many rows the long one has, its address, and that of a short one.

    Call it inside the record. The long one holds the latest ROWS actions and those of the same day.
    """
    actions = LedgerEntry.objects.actions().published().order_by("-made_on", "-pk")
    days = list(actions.values_list("made_on", flat=True)[:ROWS])
    since, few_since = days[-1], days[min(FEW_ROWS, len(days)) - 1]
    count = actions.filter(made_on__gte=since).count()
    long, short = (urlencode({"since": day.isoformat()}) for day in (since, few_since))
    return {kind: (count, f"{reverse(name)}?{long}", f"{reverse(name)}?{short}") for kind, name in FILES.items()}


def in_a_process(record: str, address: str) -> Download:
    """The same in a process of its own, inside the database of that name."""
    command = [
        sys.executable,
        str(Path(settings.BASE_DIR, "manage.py")),
        "bench",
        "--file",
        address,
        "--record",
        record,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # the portal itself
    if done.returncode:
        raise UnexpectedAnswerError(f"{address} was not made: {done.stderr.strip().splitlines()[-1:]}")
    return Download(**json.loads(done.stdout.splitlines()[-1]))


def as_json(download: Download) -> str:
    return json.dumps(asdict(download))


def lines(record: str, files: dict[str, tuple[int, str, str]]) -> Iterator[str]:
    """One line for each type of file, with the aims that it misses."""
    for kind, (count, long, short) in files.items():
        few, all_rows = in_a_process(record, short), in_a_process(record, long)
        growth = all_rows.megabytes - few.megabytes
        missed = []
        if kind == "XLSX" and all_rows.seconds > SECONDS_AT_MOST:
            missed.append(f"over {SECONDS_AT_MOST} seconds")
        if growth > GROWTH_AT_MOST:
            missed.append(f"grows by more than {GROWTH_AT_MOST} MB")
        told = f"{kind} of {count:,} rows: {all_rows.seconds:.1f} s, {all_rows.bytes / 2**20:.1f} MB; the process took "
        told += f"{all_rows.megabytes:.0f} MB, with a few rows {few.megabytes:.0f} MB"
        yield f"{told}  {', '.join(missed)}".rstrip()
