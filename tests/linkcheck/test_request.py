"""An outside address is asked politely, and nothing of an internal network is ever asked."""

import shutil
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from partnerships.linkcheck import request
from partnerships.linkcheck.request import Answer, ask
from partnerships.models.outside_link import LinkFault
from tests.linkcheck.network import PUBLIC, World, listening

#: Every spelling of a number that a name or an address may hide; what may not even be looked up; what is no page.
INSIDE = [
    "http://localhost/",
    "http://LOCALHOST./",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://017700000001/",
    "http://0177.0.0.01/",
    "http://2130706433/",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://10.0.0.1/",
    "http://172.16.0.1:80/",
    "http://192.168.1.1:443/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://0xA9FEA9FE/",
    "http://198.18.0.1/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "https://[::]/",
    "https://[::1]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::127.0.0.1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::10.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2002:a00:1::1]/",
    "http://[2002:808:808::1]/",
    "http://[fc00::1]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://metadata.google.internal/computeMetadata/v1/",
    "http://localtest.example/",
    "http://mapped.example/",
    "http://half.example/",
]
NOT_ASKED = [
    "http://user@open.example/",
    "http://user:word@open.example/",
    "http://@open.example/",
    "http://open.example@127.0.0.1/",
    "http://open.example\\@127.0.0.1/",
    "http://127.0.0.1\\.open.example/",
    "http://open.example:22/",
    "http://open.example:8080/",
    "http://open.example:0/",
    "http://open.example:99999/",
    "http://open.example:x/",
    "http://[fe80::1%25eth0]/",
    "http://[::1/",
    "http://open.example%00.internal/",
    "http://open.example%2f@127.0.0.1/",
    "http://open example/",
    "http:///etc/passwd",
    "http:open.example",
    "//open.example/",
    "file:///etc/passwd",
    "file://open.example/etc/passwd",
    "ftp://open.example/",
    "gopher://open.example:80/_GET",
    "dict://open.example:80/",
    "ldap://open.example/",
    "jar:http://open.example!/",
    "javascript:alert(1)",
    "data:text/html,x",
    "",
    f"http://open.example/{'a' * 2000}",
    f"http://{'a' * 64}.example/",
]


@pytest.fixture
def canaries(world: World) -> World:
    """Names that stand for internal numbers; a connection to whatever number would be answered and counted."""
    inside = {"localhost": "127.0.0.1", "localhost.": "::1", "metadata.google.internal": "169.254.169.254"}
    inside |= {"localtest.example": "127.0.0.1", "mapped.example": "::ffff:10.0.0.1"}
    world.names |= {name: [[number]] for name, number in inside.items()}
    world.names["half.example"] = [[PUBLIC, "10.0.0.1"]]
    world.site("open.example/")
    return world


@pytest.mark.parametrize(
    ("address", "fault"),
    [*((each, LinkFault.INSIDE) for each in INSIDE), *((each, LinkFault.NOT_ASKED) for each in NOT_ASKED)],
)
def test_nothing_inside_is_asked(canaries: World, address: str, fault: LinkFault) -> None:
    assert ask(address) == Answer(fault)
    assert (canaries.dialled, canaries.requests) == ([], [])

    assert ask("http://open.example/") == Answer()
    assert (canaries.dialled, canaries.requests) == ([PUBLIC], [("HEAD", "open.example/")])


@pytest.mark.parametrize(
    ("location", "fault"),
    [
        ("http://169.254.169.254/latest/", LinkFault.INSIDE),
        ("//127.1/", LinkFault.INSIDE),
        ("http://localtest.example/", LinkFault.INSIDE),
        ("https://[::ffff:10.0.0.1]/", LinkFault.INSIDE),
        ("http://open.example:8080/", LinkFault.NOT_ASKED),
        ("http://a:b@open.example/", LinkFault.NOT_ASKED),
        ("file:///etc/passwd", LinkFault.NOT_ASKED),
        ("gopher://open.example/", LinkFault.NOT_ASKED),
        ("http://[::1/", LinkFault.NO_ANSWER),
    ],
)
def test_no_redirect_leads_inside(canaries: World, location: str, fault: LinkFault) -> None:
    assert ask(canaries.site("open.example/go", 301, Location=location)) == Answer(fault)
    assert (canaries.dialled, canaries.requests) == ([PUBLIC], [("HEAD", "open.example/go")])


def test_a_name_that_changes_its_number_is_asked_under_the_one_looked_at(world: World) -> None:
    world.site("swap.example/")
    world.names["swap.example"] = [[PUBLIC], ["127.0.0.1"]]

    assert ask("http://swap.example/") == Answer()
    assert ask("http://swap.example/") == Answer(LinkFault.INSIDE)
    assert world.dialled == [PUBLIC]


def test_the_register_says_what_it_is_and_nothing_about_anybody(world: World) -> None:
    ask(world.site("open.example/page?a=1"))

    assert world.headers == [
        {
            "Host": "open.example",
            "User-Agent": "register-of-partner-cities (checks whether links open)",
            "Accept": "*/*",
            "Connection": "close",
            "Accept-Encoding": "identity",
        }
    ]


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (200, ""),
        (204, ""),
        (304, ""),
        (401, ""),
        (403, ""),
        (429, ""),
        (451, ""),
        (404, LinkFault.NOT_FOUND),
        (410, LinkFault.GONE),
        (500, LinkFault.SERVER_ERROR),
        (503, LinkFault.SERVER_ERROR),
    ],
)
def test_only_what_is_missing_or_broken_is_a_fault(world: World, status: int, fault: str) -> None:
    assert ask(world.site("open.example/", status)) == Answer(fault)


@pytest.mark.parametrize("status", [403, 405, 501])
def test_a_site_that_refuses_head_is_read(world: World, status: int) -> None:
    address = world.site("open.example/")
    world.without_head["open.example/"] = status

    assert ask(address) == Answer()
    assert [method for method, _address in world.requests] == ["HEAD", "GET"]


def test_a_page_that_moved_for_good_says_where(world: World) -> None:
    last = world.site("new.example/page")
    world.site("old.example/next", 308, Location=last)
    assert ask(world.site("old.example/", 301, Location="/next#part")) == Answer("", last)
    assert ask(world.site("old.example/now", 302, Location=last)) == Answer()
    assert ask(world.site("old.example/both", 301, Location="/now")) == Answer("", "http://old.example/now")
    assert ask(world.site("old.example/lost", 301, Location="/nowhere")) == Answer(LinkFault.NOT_FOUND)


def test_five_redirects_are_followed_and_no_more(world: World) -> None:
    for number in range(6):
        world.site(f"open.example/{number}", 302, Location=f"/{number + 1}")
    world.site("open.example/6")
    assert ask("http://open.example/1") == Answer()
    assert ask("http://open.example/0") == Answer(LinkFault.CIRCLE)


def test_cyrillic_addresses_are_asked_as_browsers_ask_them(world: World) -> None:
    moved = world.site("xn--80aswg.xn--p1ai/%D0%B3%D0%BE%D1%80%D0%BE%D0%B4?q=%D1%8F")
    world.site("old.example/", 301, Location="http://сайт.рф/город?q=я".encode().decode("latin-1"))

    assert ask("http://САЙТ.рф/город?q=я#часть") == Answer()
    assert ask("http://old.example/") == Answer("", "http://сайт.рф/город?q=я")
    assert {"HEAD": moved} == {method: f"http://{address}" for method, address in world.requests if "xn--" in address}


def test_a_name_nobody_has_is_no_host(world: World) -> None:
    assert ask("http://nobody.example/") == Answer(LinkFault.NO_HOST)


def test_the_next_number_is_tried_where_one_is_silent(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.site("open.example/")
    world.names["open.example"] = [["93.184.215.13", PUBLIC]]
    through = request.connect_to

    def connect(line: socket.socket, number: Any) -> None:
        if number[0] != PUBLIC:
            raise ConnectionRefusedError
        through(line, number)

    monkeypatch.setattr(request, "connect_to", connect)
    assert ask("http://open.example/") == Answer()
    world.names["open.example"] = [["93.184.215.13"]]
    assert ask("http://open.example/") == Answer(LinkFault.NO_ANSWER)


@pytest.mark.parametrize("words", [b"", b"HTTP/1.1 2", b"SSH-2.0-OpenSSH\r\n"])
def test_a_site_that_talks_without_end_is_hung_up_on(
    world: World, monkeypatch: pytest.MonkeyPatch, words: bytes
) -> None:
    world.site("slow.example/")
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(request, "SECONDS", 0.4)
    monkeypatch.setattr(request, "dial", lambda *_target: ours)

    def drip() -> None:
        with theirs:
            theirs.sendall(words)
            for _letter in range(100):
                time.sleep(0.05)
                try:
                    theirs.sendall(b"0")
                except OSError:
                    return

    threading.Thread(target=drip, daemon=True).start()
    begun = time.monotonic()
    assert ask("http://slow.example/") == Answer(LinkFault.NO_ANSWER)
    assert time.monotonic() - begun < 3


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("a certificate is made with openssl")
    file = tmp_path / "site.pem"
    made = ["-keyout", file, "-out", f"{file}.crt", "-subj", "/CN=safe.example"]
    names = ["-addext", "subjectAltName=DNS:safe.example", "-days", "2"]
    subprocess.run(  # noqa: S603
        [program, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *made, *names], check=True, capture_output=True
    )
    return file


def test_a_certificate_is_judged_by_the_name_asked_for(monkeypatch: pytest.MonkeyPatch, certificate: Path) -> None:
    world, ours = World(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    ours.load_cert_chain(f"{certificate}.crt", certificate)
    for name in ("safe", "other"):
        world.site(f"{name}.example/")
    with listening(world, monkeypatch, lambda line: ours.wrap_socket(line, server_side=True)):
        assert ask("https://safe.example/") == Answer(LinkFault.CERTIFICATE)  # nobody vouches for it
        monkeypatch.setattr(request, "tls", lambda: ssl.create_default_context(cafile=f"{certificate}.crt"))
        assert ask("https://safe.example/") == Answer()
        assert ask("https://other.example/") == Answer(LinkFault.CERTIFICATE)
    assert world.requests == [("HEAD", "safe.example/")]
