"""A long list that is new, read by a process of its own while this one writes what was read."""

import marshal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import cast

from effllm_desktop.app import own_process
from effllm_desktop.app.jobs import Stretch
from effllm_desktop.app.list_versions import version_of
from effllm_desktop.app.reading_aloud import Arrived, Ending, read_aloud
from effllm_desktop.app.sources import Document
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.store.spool import Spool

LONG = 4 * 2**20
"""Bytes of a document that takes longer to read than a process to start."""


class Reader:
    """The other process, from here: asked once, then listened to.

    While it starts, the document is looked at for damage.
    """

    def __init__(self, here: Connection, document: Document, spool: Spool) -> None:
        version = version_of(document.data, document.sha256)
        self._here = here
        self.data = spool.keep(document.data)
        self.repaired = None if version.repaired is None else spool.keep(version.repaired)
        self.facts = replace(version, data=b"", repaired=None)
        self.ending = Ending(ReadList(None, (), (), ()), (), {})
        with own_process.talking():
            here.send_bytes(document.data if version.repaired is None else version.repaired)

    def batches(self, stretch: Stretch) -> Iterator[list[Arrived]]:
        """The entries in file order. After the last one it is known how the document ends."""
        while True:
            told = own_process.next_told(self._here, stretch.progress.checkpoint)
            if isinstance(told, Ending):
                self.ending = told
                return
            done, packed = cast("tuple[float, bytes]", told)
            arrived: list[Arrived] = marshal.loads(packed)  # noqa: S302 - our own rows
            yield arrived
            stretch.report(done)


@contextmanager
def reader(document: Document, spool: Spool) -> Iterator[Reader]:
    """Let a process read a document. It is ended with the block."""
    with own_process.beside(read_aloud) as here:
        begun = Reader(here, document, spool)
        del document  # its bytes wait in the spool, and in memory no longer
        yield begun
