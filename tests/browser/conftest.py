"""A real portal with the demonstration council, and a real Chromium to read it with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

ROOT = Path(__file__).resolve().parents[2]
NAMES = ["chromium", "chromium-browser", "google-chrome"]
FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Everything that axe knows of WCAG 2.2 A and AA, and its best practices.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def chromium():
    named = os.environ.get("CHROMIUM")
    return named or next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Browser tests come last, because the browser's event loop goes on running; without Chromium they are skipped."""
    here = Path(__file__).parent
    own = [item for item in items if here in Path(item.fspath).parents]
    items[:] = [item for item in items if item not in own] + own
    for item in own:
        item.add_marker(pytest.mark.browser)
        if chromium() is None and not os.environ.get("CI"):
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed on this machine"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    path = chromium()
    assert path, "Chromium is missing, and continuous integration must not skip the browser tests."
    flags = [*FLAGS, "--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else FLAGS
    return {**browser_type_launch_args, "executable_path": path, "args": flags}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def site_data(tmp_path_factory):
    """The data folder of the portal that `site` serves; other processes may stand on it while that one runs."""
    return tmp_path_factory.mktemp("site") / "data"


@pytest.fixture(scope="session")
def site(site_data):
    """The address of a portal that `manage.py serve` started on an empty data folder, with a database of its own."""
    port = free_port()
    log = site_data.parent / "log"
    environment = {**os.environ, "PORTAL_DATA": str(site_data), "PORT": str(port), "DATABASE_URL": ""}
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    address = f"http://localhost:{port}"
    try:
        wait_until_it_answers(address, server, log)
        yield address
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def wait_until_it_answers(address, server, log, seconds=300):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture
def no_axe_findings():
    """A check that axe finds nothing on the page that stands open."""

    def check(page):
        result = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
        assert result.violations_count == 0, f"{page.url}\n{result.generate_report()}"

    return check
