"""The two lists that the program exists for, as they are and as they were meant."""

import pytest

from effllm_desktop import resource_files
from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown import reader

NAMES = {"Awesome efficient llm": "awesome-efficient-llm.md", "Efficient LLM": "efficient-llm.md"}


def original(name: str) -> bytes:
    return resource_files.read_bytes("catalogs", NAMES[name])


@pytest.fixture(params=sorted(NAMES))
def seed_bytes(request: pytest.FixtureRequest) -> bytes:
    return original(request.param)


@pytest.fixture(scope="session")
def repaired_seeds() -> dict[str, bytes]:
    from effllm_desktop.markdown import repair

    return {name: repair.detect(original(name)).data for name in NAMES}


@pytest.fixture(scope="session")
def seeds(repaired_seeds: dict[str, bytes]) -> dict[str, ReadList]:
    return {name: reader.read(data) for name, data in repaired_seeds.items()}
