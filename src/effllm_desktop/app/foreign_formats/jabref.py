"""What JabRef has fields of its own for: reading, groups, comments of several people, files.

Form: https://docs.jabref.org/fields.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from effllm_desktop.app.foreign_formats.tex import as_text, split_keywords
from effllm_desktop.domain.state import RATING_MAX, State, Status

_RANK = re.compile(r"(?:rank)?([0-9])")
_PRIORITIES = {"prio1": "high priority", "prio2": "medium priority", "prio3": "low priority"}
_NOTES = ("annote", "annotation", "comment", "review")
_BY_SOMEBODY = "comment-"
_PARTS = re.compile(r"\\.|[;:]|[^\\;:]+", re.DOTALL)
_PDF = ".pdf"
_MOST_PARTS = 3  # what a file is called, where it is, what kind it is


def state(record: Mapping[str, str]) -> State:
    """What somebody made of a work: status, rating, notes; keywords, groups, priority as tags."""
    status = record.get("readstatus", "").strip().lower()
    status = "reading" if status == "skimmed" else status
    rank = _RANK.fullmatch(record.get("ranking", "").strip())
    return State(
        status=Status(status) if status in list(Status) else Status.UNREAD,
        starred=record.get("starred") == "true",
        rating=min(int(rank[1]), RATING_MAX) if rank else 0,
        tags=_once(_tags(record)),
        note="\n\n".join(_notes(record)),
    )


def pdfs(value: str) -> Iterator[str]:
    """The PDFs in a `file` field: `what it is:where it is:PDF;…`, or paths alone."""
    for parts in _files(value):
        path = parts[1] if len(parts) == _MOST_PARTS else parts[0]
        if path.lower().endswith(_PDF):
            yield path


def _tags(record: Mapping[str, str]) -> Iterator[str]:
    yield from split_keywords(record.get("keywords", ""))
    yield from split_keywords(record.get("groups", ""))
    priority = _PRIORITIES.get(record.get("priority", "").strip().lower())
    if priority is not None:
        yield priority


def _once(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are first written: a group may be called as a keyword is."""
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def _notes(record: Mapping[str, str]) -> Iterator[str]:
    """Notes, and comments with who wrote them."""
    for name in _NOTES:
        if note := as_text(record.get(name, "")).strip():
            yield note
    for name, value in record.items():
        if name.startswith(_BY_SOMEBODY) and (note := as_text(value).strip()):
            yield f"{name.removeprefix(_BY_SOMEBODY)}: {note}"


def _files(value: str) -> Iterator[list[str]]:
    """The parts of each file. A backslash takes its meaning from the sign behind it."""
    parts = [""]
    for piece in (*_PARTS.findall(value.strip()), ";"):
        if piece == ";":
            yield parts
            parts = [""]
        elif piece == ":":
            parts.append("")
        else:
            parts[-1] += piece[1:] if piece in ("\\;", "\\:", "\\\\") else piece
