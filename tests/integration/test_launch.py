"""From a fresh data folder to a page and back: real processes, a real database of their own."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from portal.embedded import locks
from portal.embedded.base import DatabaseWrapper
from portal.embedded.server import EmbeddedServer, embedded_server
from portal.launch import virtual_environment
from portal.launch.address import Address, refuse_unusable, requested_address
from portal.launch.errors import LaunchError

CHECKOUT = Path(__file__).resolve().parent.parent.parent
READY_WITHIN = 60  # seconds
HOLD_THE_SERVER = """
import sys, time
from pathlib import Path
from portal.embedded.server import embedded_server
embedded_server(Path(sys.argv[1])).hold()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def data_folder():
    """A data folder that every account may come to, as that of a checkout."""
    folder = Path(tempfile.mkdtemp(prefix="scrutiny-test-"))
    folder.chmod(0o711)
    yield folder
    embedded_server(folder / "postgres").release()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def server(data_folder):
    """The server of that folder, held by this process."""
    server = embedded_server(data_folder / "postgres")
    server.hold()
    yield server
    server.release()


def connect(server: EmbeddedServer) -> psycopg.Connection:
    return psycopg.connect(
        host=str(server.socket_folder), port=5432, user="postgres", dbname="postgres", autocommit=True
    )


def postmaster(server: EmbeddedServer) -> int:
    return int((server.data / "postmaster.pid").read_text().splitlines()[0])


def wait_until(condition, seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def test_data_are_kept_when_the_last_holder_stops_the_server(server):
    with connect(server) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 'minute 72' AS text")
    server.release()
    assert not server.is_running()
    server.hold()
    with connect(server) as connection:
        assert connection.execute("SELECT text FROM kept").fetchone() == ("minute 72",)


def test_server_runs_on_for_another_holder(server):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_SERVER, str(server.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=CHECKOUT,
    )
    with other:
        assert other.stdout.readline() == b"held\n"
        server.release()
        assert server.is_ready()
    assert not server.is_running()


def test_server_of_a_killed_holder_is_taken_over(server):
    server.release()
    killed = subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_SERVER, str(server.data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=CHECKOUT,
    )
    with killed:
        assert killed.stdout.readline() == b"held\n"
        running = postmaster(server)
        killed.kill()
    server.hold()
    assert postmaster(server) == running
    server.release()
    assert not server.is_running()


def test_killed_server_is_started_again_by_the_next_connection(server):
    wrapper = DatabaseWrapper(
        {
            "NAME": "scrutiny",
            "DATA_DIR": server.data,
            "OPTIONS": {},
            "TIME_ZONE": None,
            "PASSWORD": "",
            "AUTOCOMMIT": True,
        },
        "default",
    )
    settings = wrapper.get_connection_params()
    with wrapper.get_new_connection(settings) as connection:
        connection.execute("CREATE TABLE committed AS SELECT 1 AS number")
    os.kill(postmaster(server), signal.SIGKILL)
    with wrapper.get_new_connection(settings) as connection:
        assert connection.execute("SELECT number FROM committed").fetchone() == (1,)


def test_notes_of_a_dead_server_do_not_stop_the_next_one(server):
    notes = (server.data / "postmaster.pid").read_text().splitlines()
    server.release()
    # Since then, the process id was given to somebody else who lives.
    (server.data / "postmaster.pid").write_text("\n".join([str(os.getpid()), *notes[1:]]) + "\n")
    server.hold()
    assert server.is_ready()


def test_half_made_data_folder_is_made_anew(data_folder):
    folder = data_folder / "second"
    folder.mkdir(mode=0o711)
    server = EmbeddedServer(folder / "postgres")
    (folder / "postgres.new").mkdir()
    (folder / "postgres.new" / "PG_VERSION").write_text("18\n")
    server.hold()
    assert server.is_ready()
    server.release()
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["postgres"]


def free_port() -> int:
    with socket.socket() as attempt:
        attempt.bind(("127.0.0.1", 0))
        return int(attempt.getsockname()[1])


@pytest.fixture
def serve(data_folder):
    """Starts `manage.py serve` on the data folder; whatever still runs at the end is killed."""
    started = []

    def start(port: int, **environment: str) -> subprocess.Popen:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=CHECKOUT,
            env={**without_database_url(), "PORTAL_DATA": str(data_folder), "PORT": str(port), **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def without_database_url() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


def said_until_ready(process: subprocess.Popen) -> str:
    said = []
    for line in process.stdout:
        said.append(line)
        if "Ctrl-C stops it." in line:
            break
    return "".join(said)


def worker_of(process: subprocess.Popen) -> int:
    """The worker that `serve` started; 0 where there is none yet."""
    found = subprocess.run(["pgrep", "-P", str(process.pid), "-f", "manage.py work"], capture_output=True, text=True)
    return int(found.stdout.split()[0]) if found.stdout.split() else 0


def answers_to_signals(worker: int) -> bool:
    """Whether the worker has said what it does when it is to stop (the mask of caught signals, proc(5))."""
    if sys.platform != "linux":
        return True
    status = dict(line.split(":", 1) for line in Path(f"/proc/{worker}/status").read_text().splitlines())
    return bool(int(status["SigCgt"], 16) & 1 << signal.SIGTERM - 1)


def status_of_home(port: int) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/", headers={"Host": "localhost"})
        return connection.getresponse().status
    finally:
        connection.close()


def test_serve_answers_and_leaves_nothing_behind(serve, data_folder):
    port = free_port()
    process = serve(port)
    assert f"The portal is at http://localhost:{port}" in said_until_ready(process)
    assert status_of_home(port) == 200
    second = serve(port)
    assert f"Port {port} is taken" in second.communicate(timeout=READY_WITHIN)[0]
    assert second.returncode == 1
    assert wait_until(lambda: worker_of(process), READY_WITHIN)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=READY_WITHIN) == 0
    assert locks.is_free(data_folder / "postgres.running")
    refuse_unusable(Address("localhost", "127.0.0.1", port))


def test_serve_after_a_kill_starts_on_the_same_port(serve, data_folder):
    port = free_port()
    process = serve(port)
    said_until_ready(process)
    assert wait_until(lambda: worker_of(process), READY_WITHIN)
    worker = worker_of(process)
    # Before it answers to signals it is ended by them, and then the next start takes the database over.
    assert wait_until(lambda: answers_to_signals(worker))
    process.kill()
    process.wait()
    assert wait_until(lambda: not Path(f"/proc/{worker}").exists() or not worker), "the worker outlived its server"
    assert wait_until(lambda: locks.is_free(data_folder / "postgres.running")), "the database outlived its server"
    again = serve(port)
    assert f"http://localhost:{port}" in said_until_ready(again)
    assert status_of_home(port) == 200
    again.send_signal(signal.SIGTERM)
    assert again.wait(timeout=READY_WITHIN) == 0


def test_no_worker_runs_beside_a_server_that_shall_have_none(serve):
    process = serve(port := free_port(), WORKER="0")
    said_until_ready(process)
    assert status_of_home(port) == 200
    assert worker_of(process) == 0
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=READY_WITHIN) == 0


def test_a_worker_that_dies_is_started_again(serve):
    process = serve(free_port())
    said_until_ready(process)
    assert wait_until(lambda: worker_of(process), READY_WITHIN)
    first = worker_of(process)
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: worker_of(process) not in (0, first), READY_WITHIN)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=READY_WITHIN) == 0


def test_unreachable_database_is_one_sentence_without_the_password(serve):
    url = f"postgres://clerk:swordfish@127.0.0.1:{free_port()}/council"
    process = serve(free_port(), DATABASE_URL=url)
    said = process.communicate(timeout=READY_WITHIN)[0].strip()
    assert process.returncode == 1
    assert said.startswith("The database council at 127.0.0.1:")
    assert said.count("\n") == 0
    assert "swordfish" not in said


@pytest.mark.parametrize("port", ["0", "65536", "-1", "80a", "٣"])
def test_senseless_port_is_refused(port):
    with pytest.raises(LaunchError, match="PORT is"):
        requested_address({"PORT": port})


def test_unknown_host_is_refused():
    with pytest.raises(LaunchError, match="no address of this machine"):
        requested_address({"HOST": "no such host"})


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({}, "http://localhost:8000"),
        ({"PORT": "8001", "HOST": "127.0.0.1"}, "http://127.0.0.1:8001"),
        ({"HOST": "0.0.0.0"}, "http://localhost:8000"),  # noqa: S104
        ({"HOST": "::1"}, "http://[::1]:8000"),
    ],
)
def test_address_is_one_that_a_browser_opens(environment, url):
    assert requested_address(environment).url == url


def test_lock_file_is_installed_once(tmp_path, monkeypatch):
    installations = []
    folder, lock_file = tmp_path / ".venv", tmp_path / "requirements.lock"
    folder.mkdir()
    lock_file.write_text("django==5.2\n")
    monkeypatch.setattr(virtual_environment, "works", lambda folder: True)
    monkeypatch.setattr(virtual_environment, "install", lambda lock_file, folder: installations.append(lock_file))
    assert [virtual_environment.main(lock_file, folder) for _ in range(2)] == [0, 0]
    assert len(installations) == 1
    lock_file.write_text("django==5.3\n")
    virtual_environment.main(lock_file, folder)
    assert len(installations) == 2


def test_environment_of_another_checkout_does_not_work_here(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python").symlink_to(sys.executable)
    assert virtual_environment.works(tmp_path)
    virtual_environment.stamp(tmp_path).write_text(json.dumps({virtual_environment.PLACE: "/elsewhere/.venv"}))
    assert not virtual_environment.works(tmp_path)


def test_failed_installation_is_not_remembered(tmp_path, monkeypatch, capsys):
    def fail(lock_file, folder):
        raise virtual_environment.InstallationError("pip could not install the packages.")

    lock_file = tmp_path / "requirements.lock"
    lock_file.write_text("django==5.2\n")
    monkeypatch.setattr(virtual_environment, "install", fail)
    assert virtual_environment.main(lock_file, tmp_path) == 1
    assert "pip could not install" in capsys.readouterr().err
    assert virtual_environment.installed(tmp_path) == {}
