"""The two lists are as the user gave them, byte for byte."""

from hashlib import sha256

from effllm_desktop import resource_files

GIVEN = {
    "awesome-efficient-llm.md": "accc4fe17258173a4fe4d4c4c06693ff325f8829444bb67ab71f44fe4eb30a84",
    "efficient-llm.md": "8615fc19fcb5d65f41d67c4f93f6a1a56795e1408d4508b57028919d61e82b81",
}


def test_the_bundled_lists_are_the_given_bytes():
    hashes = {
        file.name: sha256(file.read_bytes()).hexdigest() for file in resource_files.catalogs()
    }
    assert hashes == GIVEN
