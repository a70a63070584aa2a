"""Which files of a folder or checkout may be lists, and what a list without a title is called."""

import os
import re
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd")
RECORDS = ("info.yaml", "info.yml")
"""Files in which Papis keeps what is known of the document in a folder."""
_LOOKED_INTO = 50
_COMMUNITY = frozenset(
    (
        "acknowledgements",
        "acknowledgments",
        "authors",
        "change_log",
        "changelog",
        "code_of_conduct",
        "codeofconduct",
        "codeowners",
        "contribute",
        "contributing",
        "contribution",
        "contribution_guide",
        "contribution_guidelines",
        "contributing_guidelines",
        "contributions",
        "contributors",
        "copying",
        "credits",
        "funding",
        "governance",
        "issue_template",
        "licence",
        "license",
        "maintainers",
        "notice",
        "pull_request_template",
        "release_notes",
        "releasing",
        "security",
        "style_guide",
        "support",
        "third_party_notices",
    )
)
_LICENCES = ("license_", "licence_")  # LICENSE-MIT.md
_NOT_LOOKED_INTO = frozenset(("node_modules", "issue_template", "pull_request_template"))
_FRONT_PAGE = re.compile(r"(?:readme|index)(?:[._-](?P<language>[\w.-]+))?", re.IGNORECASE)


def is_markdown(name: str) -> bool:
    """Whether a file is called like a Markdown document."""
    return name.lower().endswith(SUFFIXES)


def is_community_file(name: str) -> bool:
    """Whether a file is one that every repository has, and no list: how to contribute, a licence.

    Translations of it, such as `CONTRIBUTING.zh-CN.md`, are none either.
    """
    word = _word(name.partition(".")[0])
    return word in _COMMUNITY or word.startswith(_LICENCES)


def may_be_list(path: Path) -> bool:
    """Whether a file below some folder may be a list, by its name and the folders it is in."""
    *above, name = path.parts
    return (
        not any(_is_left_out(folder) for folder in above)
        and is_markdown(name)
        and not name.startswith(".")
        and not is_community_file(name)
    )


def markdown_files(folder: Path, failed: Callable[[OSError], object]) -> Iterator[Path]:
    """The Markdown documents in a folder and below, by path, that may be lists.

    Hidden files and folders are left out, and so are links to folders.
    """
    for place, folders, names in os.walk(folder, onerror=failed):
        folders[:] = sorted(name for name in folders if not _is_left_out(name))
        yield from (Path(place, name) for name in sorted(names) if may_be_list(Path(name)))


def is_folder(path: Path) -> bool:
    """Whether a folder is there as far as one may look: whoever reads it says what is wrong."""
    try:
        return path.is_dir()
    except OSError:
        return False


def may_hold_records(folder: Path) -> bool:
    """Whether a folder, or one of the first folders in it, has a record: told in a moment.

    One that cannot be read has none: whoever takes it in says why.
    """
    try:
        inner = [one for one in islice(folder.iterdir(), _LOOKED_INTO) if one.is_dir()]
        return any((place / name).is_file() for place in (folder, *inner) for name in RECORDS)
    except OSError:
        return False


def name_of(path: Path) -> str:
    """What a list without a title is called: its file, or the folder that it is the front page of.

    `README.zh.md` in `papers` is `papers (zh)`.
    """
    front = _FRONT_PAGE.fullmatch(path.stem)
    folder = path.parent.name
    if front is None or not folder:
        return path.stem
    return f"{folder} ({front['language']})" if front["language"] else folder


def _is_left_out(folder: str) -> bool:
    return folder.startswith(".") or _word(folder) in _NOT_LOOKED_INTO


def _word(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.lower())
