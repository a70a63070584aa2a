"""An empty library is made by all migrations once; other tests get the bytes of that file.

It takes a hundredth of the time. Tests of the store itself make each of theirs.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from effllm_desktop.store import migrations, opening

ITSELF = Path(__file__).parents[2] / "store"
_made: dict[tuple[str, ...], bytes] = {}


@pytest.fixture(autouse=True)
def new_libraries(request: pytest.FixtureRequest) -> Iterator[None]:
    """How libraries are made in this test."""
    with pytest.MonkeyPatch.context() as patch:
        if ITSELF not in request.path.parents:
            patch.setattr(opening, "_fill", _from_memory(opening._fill))
        yield


def _from_memory(fill: Callable[[Path], None]) -> Callable[[Path], None]:
    def write(new: Path) -> None:
        known = _made.get(migrations.NAMES)
        if known is None:
            fill(new)
            _made[migrations.NAMES] = new.read_bytes()
        else:
            new.write_bytes(known)

    return write
