"""An export request as JSON: kept in the library, and understood in another one.

Lists, sections and saved searches stand there by id and by name. The id counts where it is known;
the name is for a library that was made again.
"""

import json
from collections.abc import Mapping
from typing import Any

from effllm_desktop.app.exporting.request import ExportRequest, Format, Part, Style
from effllm_desktop.domain import section_paths
from effllm_desktop.domain.curation import Arrangement, Curation, Move, Wording
from effllm_desktop.domain.errors import BadInput, NotFound
from effllm_desktop.domain.ids import ListId, SearchId, SectionId
from effllm_desktop.domain.queries import parse, printed
from effllm_desktop.domain.scopes import (
    ListScope,
    Place,
    PlaceScope,
    Scope,
    SearchScope,
    SectionScope,
)
from effllm_desktop.store import lists, saved_searches, sections
from effllm_desktop.store.database import Database

Json = dict[str, Any]


def written(database: Database, request: ExportRequest) -> str:
    """A request as text."""
    curation = request.curation
    said: Json = {
        "what": [_scope(database, scope) for scope in request.scopes],
        "query": printed(request.query),
        "works": list(request.works),
        "format": request.format.value,
        "style": request.style.value,
        "with": sorted(part.value for part in request.parts),
        "title": request.title,
        "citation_key": request.citation_key,
        "citation_style": request.citation_style,
        "arrangement": curation.arrangement.value,
        "wording": curation.wording.value,
        "like": None if curation.like is None else _list(database, curation.like),
        "moves": [[one.source, one.target] for one in curation.moves],
        "introduction": curation.introduction,
        "contents": curation.contents,
        "badges": curation.badges,
    }
    return json.dumps(said, ensure_ascii=False)


def read(database: Database, text: str) -> ExportRequest:
    """The request that a text says.

    Raises NotFound for a list, section or search that is gone, BadInput for what is not understood.
    """
    try:
        return _request(database, json.loads(text))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise BadInput(
            "This recipe cannot be read: it may be that of a newer version of the program.",
            "Update the program, or choose anew in the export window.",
        ) from error


def without_ids(text: str) -> Json:
    """A request for another library, where the same ids mean other lists."""
    said: Json = _bare(json.loads(text))
    return said


def _bare(said: object) -> Any:
    if isinstance(said, list):
        return [_bare(one) for one in said]
    if isinstance(said, dict):
        return {name: _bare(value) for name, value in said.items() if name != "id"}
    return said


def _request(database: Database, said: Json) -> ExportRequest:
    like = said["like"]
    return ExportRequest(
        scopes=tuple(_scope_of(database, one) for one in said["what"]),
        query=parse(_text(said["query"])),
        style=Style(said["style"]),
        format=Format(said["format"]),
        parts=frozenset(map(Part, said["with"])),
        title=None if said["title"] is None else _text(said["title"]),
        citation_key=_text(said["citation_key"]),
        works=tuple(map(_text, said["works"])),
        curation=Curation(
            arrangement=Arrangement(said["arrangement"]),
            wording=Wording(said["wording"]),
            like=None if like is None else _list_of(database, like),
            moves=tuple(_move(*one) for one in said["moves"]),
            introduction=_text(said["introduction"]),
            contents=said["contents"] is True,
            badges=said["badges"] is True,
        ),
        citation_style=_text(said.get("citation_style", "")),  # recipes had none once
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _move(source: object, target: object) -> Move:
    return Move(_text(source), None if target is None else _text(target))


def _scope(database: Database, scope: Scope) -> Json:
    match scope:
        case PlaceScope(place):
            return {"place": place.value}
        case SearchScope(search):
            named = {number: name for number, name, _ in saved_searches.rows(database)}
            return {"id": search, "search": named.get(search, "")}
        case ListScope(list_id):
            return _list(database, list_id)
        case SectionScope(section):
            list_id, path = _whereabouts(database, section)
            return {"id": section, "list": _list(database, list_id)["list"], "section": path}


def _list(database: Database, list_id: ListId) -> Json:
    found = lists.by_id(database, list_id)
    return {"id": list_id, "list": found.name if found else ""}


def _scope_of(database: Database, said: Mapping[str, Any]) -> Scope:
    if "place" in said:
        return PlaceScope(Place(said["place"]))
    if "search" in said:
        return SearchScope(_search_of(database, said))
    if "section" in said:
        return SectionScope(_section_of(database, said))
    return ListScope(_list_of(database, said))


def _list_of(database: Database, said: Mapping[str, Any]) -> ListId:
    known = said.get("id")
    found = lists.by_id(database, ListId(known)) if isinstance(known, int) else None
    found = found or lists.by_name(database, _text(said["list"]))
    if found is None:
        raise _gone("list", said["list"])
    return found.id


def _search_of(database: Database, said: Mapping[str, Any]) -> SearchId:
    rows = saved_searches.rows(database)
    known = [number for number, _, _ in rows if number == said.get("id")]
    known += [number for number, name, _ in rows if name == said["search"]]
    if not known:
        raise _gone("saved search", said["search"])
    return SearchId(known[0])


def _section_of(database: Database, said: Mapping[str, Any]) -> SectionId:
    known, path = said.get("id"), _text(said["section"])
    rows = sections.paths(database)
    found = [number for number, _, _ in rows if number == known]
    if not found:
        within = lists.by_name(database, _text(said["list"]))
        found = [n for n, of, its in rows if within and of == within.id and its == path]
    if not found:
        raise _gone("section", section_paths.join([said["list"], path]))
    return SectionId(found[0])


def _whereabouts(database: Database, section: SectionId) -> tuple[ListId, str]:
    for number, list_id, path in sections.paths(database):
        if number == section:
            return ListId(list_id), path
    raise _gone("section", "")


def _gone(what: str, name: str) -> NotFound:
    return NotFound(
        f"The {what} “{name}” that the recipe names is not in the library.",
        "Choose what to export anew, and change the recipe.",
    )
