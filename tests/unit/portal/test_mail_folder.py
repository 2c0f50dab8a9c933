"""Mail as files: each message there once, whatever stands in it."""

import os

import pytest
from django.core.mail import EmailMessage, get_connection

from portal.mail_folder import file_name, newest, one_mail, put_once


@pytest.fixture
def folder(tmp_path, settings):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    settings.EMAIL_BACKEND = "portal.mail_folder.EmailBackend"
    return settings.EMAIL_FILE_PATH


def send(text="Dear all", **fields):
    headers = {"Message-ID": fields.pop("message_id")} if "message_id" in fields else None
    mail = EmailMessage("A subject", text, "from@wexcombe.example", ["to@wexcombe.example"], headers=headers, **fields)
    return get_connection().send_messages([mail])


def test_the_same_message_lies_there_once(folder):
    assert send(message_id="<abc@wexcombe.example>") == 1
    assert send("Another text", message_id="<abc@wexcombe.example>") == 1
    assert [path.name for path in folder.iterdir()] == ["abc@wexcombe.example.eml"]
    assert newest(5)[0].text.strip() == "Dear all"


def test_messages_without_a_fixed_number_are_two(folder):
    send()
    send()
    assert len(newest(5)) == 2


@pytest.mark.parametrize("odd", ["<../../etc/passwd@x>", "<a b@x>", "", "<é@x>", "<" + "a" * 500 + "@x>"])
def test_an_odd_number_leads_out_of_no_folder(odd):
    name = file_name(odd)
    assert "/" not in name
    assert len(name) < 100


def test_a_file_appears_whole_or_not_at_all(tmp_path):
    assert put_once(tmp_path, "a.eml", b"first")
    assert not put_once(tmp_path, "a.eml", b"second")
    assert (tmp_path / "a.eml").read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\x00\xff\xfe", b"Subject: =?utf-8?q?=ZZ?=\n\nx", b"Subject: =?nonsense?q?abc?=\n\nx",
        b"Content-Type: text/plain; charset=nonsense\n\n\xff", b"Content-Transfer-Encoding: base64\n\n%%%",
        b"Content-Type: multipart/mixed; boundary=\n\nx", b"To: \r\nCc: a\n b\n\n" + b"x" * 500_000,
    ],
)  # fmt: skip
def test_odd_files_can_be_shown(folder, content):
    folder.mkdir()
    (folder / "odd.eml").write_bytes(content)
    (mail,) = newest(5)
    assert len(mail.text) <= 50_000
    assert "\x00" not in mail.text + mail.subject


def test_only_files_of_the_folder_are_opened(folder, tmp_path):
    folder.mkdir()
    (tmp_path / "secret.eml").write_bytes(b"\n\nSecret")
    os.symlink(tmp_path / "secret.eml", folder / "link.eml")
    assert one_mail("../secret.eml") is None
    assert one_mail("link.eml") is None
    assert newest(5) == []
