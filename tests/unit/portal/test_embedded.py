"""The embedded database, as far as it can be tried without starting one."""

import os
import pwd
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.embedded import account, locks, passage, program
from portal.embedded.base import DatabaseWrapper
from portal.embedded.errors import EmbeddedDatabaseError
from portal.embedded.server import EmbeddedServer

HOLD_A_LOCK = """
import sys, time
from pathlib import Path
from portal.embedded import locks
kept = locks.share(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can start programs under another account")


def test_lock_of_a_killed_process_is_free(tmp_path):
    lock = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLD_A_LOCK, str(lock)], stdout=subprocess.PIPE)
    with holder:
        assert holder.stdout.readline() == b"held\n"
        assert not locks.is_free(lock)
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert locks.is_free(lock)


def test_shared_lock_is_free_when_the_last_holder_closes_it(tmp_path):
    lock = tmp_path / "lock"
    first, second = locks.share(lock), locks.share(lock)
    os.close(first)
    assert not locks.is_free(lock)
    os.close(second)
    assert locks.is_free(lock)


def test_socket_stands_in_the_data_folder():
    assert EmbeddedServer(Path("/srv/portal/.data/postgres")).socket_folder == Path("/srv/portal/.data/postgres")


def test_socket_of_a_deep_data_folder_has_a_short_path_of_its_own():
    one = EmbeddedServer(Path("/srv") / ("council" * 20) / "postgres").socket_folder
    other = EmbeddedServer(Path("/srv") / ("borough" * 20) / "postgres").socket_folder
    assert len(os.fsencode(one / ".s.PGSQL.5432")) <= 100
    assert one != other


def test_backend_starts_nothing_before_the_first_connection(tmp_path):
    data = tmp_path / "data" / "postgres"
    wrapper = DatabaseWrapper({"NAME": "scrutiny", "DATA_DIR": data, "OPTIONS": {}, "TIME_ZONE": None}, "default")
    assert wrapper.settings_dict["HOST"] == str(wrapper.server.socket_folder)
    assert not data.parent.exists()


def test_backend_without_a_data_folder_is_refused():
    with pytest.raises(ImproperlyConfigured, match="DATA_DIR"):
        DatabaseWrapper({"NAME": "scrutiny"}, "default")


def test_data_of_another_release_are_refused_and_left_alone(tmp_path):
    server = EmbeddedServer(tmp_path / "postgres")
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(EmbeddedDatabaseError, match="written by PostgreSQL 12"):
        server._refuse_other_release()
    assert [path.name for path in server.data.iterdir()] == ["PG_VERSION"]


def test_server_listens_on_no_network_and_keeps_what_was_committed(tmp_path):
    command = program.server_command(tmp_path, tmp_path)
    assert "--listen_addresses=" in command
    assert not [option for option in command if "fsync" in option or "synchronous_commit" in option]


def test_socket_folder_of_somebody_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("portal.embedded.server.SHORT_SOCKETS", tmp_path)
    server = EmbeddedServer(tmp_path / ("council" * 20) / "postgres")
    server.socket_folder.mkdir(mode=0o777)
    server.socket_folder.chmod(0o777)
    with pytest.raises(EmbeddedDatabaseError, match="made by somebody else"):
        server._prepared_sockets(account.Account())


def test_data_folder_of_another_account_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: tmp_path.stat().st_uid + 1)
    with pytest.raises(EmbeddedDatabaseError, match="belongs to another account"):
        account.account_for(tmp_path)


@as_root
def test_data_folder_once_made_stays_with_its_account(tmp_path):
    nobody = pwd.getpwnam("nobody")
    os.chown(tmp_path, nobody.pw_uid, nobody.pw_gid)
    assert account.account_for(tmp_path) == account.Account(nobody.pw_uid, nobody.pw_gid)


def test_passage_of_one_user_leaves_every_other_permission():
    before = passage.plain_entries(0o750)
    after = passage.with_passage(before, 123)
    assert (passage.USER, passage.PASS, 123) in after
    assert set(before) <= set(after)
    assert sorted(passage.with_passage(after, 123)) == sorted(after)


def test_stored_list_is_read_as_it_was_written():
    entries = sorted(passage.with_passage(passage.plain_entries(0o700), 123))
    assert passage.decode(passage.encode(entries)) == entries


@as_root
def test_only_the_named_account_may_pass_after_a_grant():
    closed = Path(tempfile.mkdtemp())  # the folders above tmp_path are closed to others already
    try:
        nobody, stranger = account.Account(65534, 65534), account.Account(54321, 54321)
        assert not account.can_enter(nobody, closed)
        if not passage.grant(closed, 65534):
            pytest.skip("this file system keeps no access control lists")
        assert account.can_enter(nobody, closed)
        assert not account.can_enter(stranger, closed)
        assert not closed.stat().st_mode & stat.S_IROTH
    finally:
        closed.rmdir()


def test_programs_unpacked_for_one_account_are_opened_for_reading(tmp_path):
    executable, library = tmp_path / "postgres", tmp_path / "libpq.so"
    for path, mode in ((executable, 0o700), (library, 0o600)):
        path.touch()
        path.chmod(mode)
        account.allow_reading(path)
    assert stat.S_IMODE(executable.stat().st_mode) == 0o755
    assert stat.S_IMODE(library.stat().st_mode) == 0o644
