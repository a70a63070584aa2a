import base64
import http.server
import os
import threading
from hashlib import sha256

import pytest

WHEEL = "pip-1.0-py3-none-any.whl"
PAGE = f'<html><body><a href="../../files/{WHEEL}#sha256=00">{WHEEL}</a></body></html>'


class Index(http.server.BaseHTTPRequestHandler):
    """A package index with one file, which wants a login."""

    def do_GET(self):
        login = "Basic " + base64.b64encode(b"me:secret").decode()
        pages = {"/simple/pip/": PAGE.encode(), f"/files/{WHEEL}": b"the wheel"}
        content = pages.get(self.path)
        if content is None or (self.path in pages and self.headers["Authorization"] != login):
            self.send_error(404 if content is None else 401)
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


@pytest.fixture
def index():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Index) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def settings(monkeypatch, tmp_path):
    """No pip settings but the ones a test makes."""
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    file = tmp_path / "pip.conf"
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    return file


@pytest.mark.loopback
def test_a_file_is_fetched_from_the_index_of_pips_settings(script, settings, index):
    settings.write_text(f"[global]\nindex-url = http://me:secret@{index}/simple\n")
    assert script("package_index").fetch("pip", WHEEL) == b"the wheel"


@pytest.mark.loopback
def test_the_environment_goes_before_the_settings(script, settings, index, monkeypatch):
    settings.write_text("[global]\nindex-url = http://127.0.0.1:1/simple\n")
    monkeypatch.setenv("PIP_INDEX_URL", f"http://me:secret@{index}/simple/")
    assert script("package_index").fetch("pip", WHEEL) == b"the wheel"


def test_a_folder_of_wheels_is_enough(script, settings, tmp_path):
    (tmp_path / WHEEL).write_bytes(b"from the folder")
    settings.write_text(f"[install]\nno-index = true\nfind-links = {tmp_path}\n")
    assert script("package_index").fetch("pip", WHEEL) == b"from the folder"


@pytest.mark.loopback
def test_a_failure_says_where_was_looked_and_keeps_the_password(script, settings, index):
    settings.write_text(
        f"[global]\nindex-url = http://me:wrong@{index}/simple\n"
        f"extra-index-url = http://me:secret@{index}/other\n"
    )
    with pytest.raises(script("messages").SetupError) as caught:
        script("package_index").fetch("pip", WHEEL)
    assert f"http://{index}/simple/pip/" in str(caught.value)
    assert f"http://{index}/other/pip/" in str(caught.value)
    assert "wrong" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_wheel_with_another_hash_is_refused(script, tmp_path, monkeypatch):
    lock = tmp_path / "run.txt"
    lock.write_text(f"pip==1.0 \\\n    --hash=sha256:{sha256(b'good').hexdigest()}\n    # via x\n")
    pip_source = script("pip_source")
    monkeypatch.setattr(pip_source.package_index, "fetch", lambda *_: b"evil")
    with pytest.raises(script("messages").SetupError):
        pip_source._fetched_wheel(tmp_path, lock)
    assert not list(tmp_path.glob("*.whl"))
    monkeypatch.setattr(pip_source.package_index, "fetch", lambda *_: b"good")
    assert pip_source._fetched_wheel(tmp_path, lock).read_bytes() == b"good"
