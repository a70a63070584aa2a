"""Safe connections: the certificate is looked at, and stalls can be cut there too."""

import shutil
import ssl
import subprocess
from dataclasses import replace
from threading import Timer

import pytest

from effllm_desktop.domain.errors import Cancelled, FetchFailed
from tests.support import misbehaving_server as ms
from tests.support.misbehaving_server import pdf

OPENSSL = shutil.which("openssl")
pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(OPENSSL is None, reason="no openssl to make a certificate with"),
]


@pytest.fixture
def certificate(tmp_path):
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key,
         "-out", made, "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return made, key


@pytest.fixture
def base(server, fetching, certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server._server.socket = context.wrap_socket(server._server.socket, server_side=True)
    found = f"https://localhost:{server.port}"
    fetching.manners = replace(fetching.manners, bases=(found,))
    return found


def test_a_certificate_that_nobody_vouches_for_is_refused(server, fetching, base):
    server.on("/a.pdf", ms.whole(pdf()))
    with pytest.raises(FetchFailed, match="its certificate does not hold") as raised:
        fetching(f"{base}/a.pdf")
    assert not raised.value.passing
    assert server.log == []


def test_one_that_the_system_knows_is_taken(server, fetching, base, certificate, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))
    server.on("/a.pdf", ms.whole(pdf()))
    assert fetching(f"{base}/a.pdf").size == len(pdf())


def test_a_stall_is_cut(server, fetching, base, certificate, monkeypatch):
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate[0]))
    fetching.manners = replace(fetching.manners, read_timeout=20)
    server.on("/a.pdf", ms.stalled(pdf()[:900]))
    stop = Timer(0.3, fetching.line.stop)
    stop.start()
    with pytest.raises(Cancelled):
        fetching(f"{base}/a.pdf")
    stop.join()
