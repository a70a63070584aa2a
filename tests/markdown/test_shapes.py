"""Every shape of list that we know, each in a small document of its own."""

import pytest

from effllm_desktop.domain.lists import ReadList
from effllm_desktop.markdown import reader
from effllm_desktop.markdown.repair import detect
from tests.support import shape_samples as samples

BY_SAMPLE = pytest.mark.parametrize("name", samples.NAMES)
BY_LIST = pytest.mark.parametrize("name", samples.LISTS)


def read(name: str) -> ReadList:
    return reader.read(samples.document(name))


@BY_LIST
def test_the_entries_of_a_shape_are_all_there_and_say_what_they_should(name: str) -> None:
    wanted = samples.expected(name)
    found = read(name)
    said = [samples.fields(entry, found) for entry in found.entries]
    assert len(wanted["entries"]) == wanted["count"]
    assert len(said) == wanted["count"], "\n".join(f"{e['line']}: {e['url']}" for e in said)
    wrong = {
        f"{number} {entry.get('title')}": different
        for number, (entry, other) in enumerate(zip(wanted["entries"], said, strict=True), 1)
        if (different := samples.differences(entry, other))
    }
    assert wrong == {}


@BY_SAMPLE
def test_the_sections_of_a_shape_are_all_there(name: str) -> None:
    wanted = samples.expected(name)
    found = read(name)
    paths = [samples.path_of(section.index, found) for section in found.sections]
    assert paths == wanted.get("sections", paths)
    assert found.name == wanted.get("name", found.name)


@BY_SAMPLE
def test_other_documents_that_a_shape_links_to_are_told(name: str) -> None:
    wanted = samples.expected(name)
    targets = {related.target for related in read(name).related}
    assert targets == set(wanted.get("related", targets))
    assert targets >= set(wanted.get("related_contains", ()))
    assert targets.isdisjoint(wanted.get("related_lacks", ()))


@BY_SAMPLE
def test_a_document_that_is_no_list_is_told_and_a_list_never_is(name: str) -> None:
    foreign = read(name).foreign
    assert bool(foreign) == samples.expected(name).get("foreign", bool(foreign)), foreign


@BY_SAMPLE
def test_no_shape_is_taken_for_a_damaged_text(name: str) -> None:
    assert detect(samples.document(name)).data == samples.document(name)


def test_each_sample_has_its_truth_and_each_truth_its_sample() -> None:
    truths = tuple(sorted(path.stem for path in samples.FOLDER.glob("*.json")))
    assert truths == samples.NAMES
