"""What waits outside the library comes back as it was, and leaves nothing behind."""

import errno

import pytest

from effllm_desktop.domain.errors import StorageFailed
from effllm_desktop.store.spool import KeptRows, Spool


def test_rows_and_bytes_come_back_from_between_each_other(tmp_path):
    with Spool(tmp_path) as spool:
        first, second = KeptRows(spool), KeptRows(spool)
        for number in range(1234):
            first.add((number, f"\ud800{number}", None, b"\xff"))
            second.add((-number,))
        data = bytes(range(256)) * 10_000
        kept = spool.keep(data)
        assert b"".join(kept.chunks()) == data
        assert max(map(len, kept.chunks())) < len(data)
        rows = [(start + n, row) for start, some in first.batches() for n, row in enumerate(some)]
        assert rows == [(n, (n, f"\ud800{n}", None, b"\xff")) for n in range(1234)]
        wanted = (1233, 0, 777)
        assert dict(second.at(wanted)) == {place: (-place,) for place in wanted}
        assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    with pytest.raises(StorageFailed, match="could not be put aside"):
        Spool(tmp_path / "missing")

    class Full:
        def seek(self, place):
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self):
            pass

    with Spool(tmp_path) as spool:
        spool._file.close()
        monkeypatch.setattr(spool, "_file", Full())
        with pytest.raises(StorageFailed, match="No space left"):
            spool.keep(b"x")
        with pytest.raises(StorageFailed, match="No space left"):
            spool.read(0, 1)
