"""Everything in a library as one JSON document, from which it can be made again.

`docs/library-json.md` says what stands where.
"""

import base64
import json
from collections.abc import Iterator
from typing import Any

from effllm_desktop.app.exporting import request_json
from effllm_desktop.app.exporting.material import Material
from effllm_desktop.app.exporting.tally import Tally
from effllm_desktop.app.readmodels.records import entry_records
from effllm_desktop.store import chosen, list_edits, lists, portable, recipes, tags, user_seen
from effllm_desktop.store.database import Database, in_parts
from effllm_desktop.store.list_edits import StoredEdit
from effllm_desktop.store.lists import StoredList
from effllm_desktop.store.recipes import Recipe

FORMAT = "effllm-library"
VERSION = 1
_CHUNK = 3 * 2**18  # bytes: base64 turns three into four characters


def document(made: Material) -> Iterator[str]:
    """The document piece by piece: the bytes of one version are in memory at a time."""
    yield f'{{"format": "{FORMAT}", "version": {VERSION},\n"lists": ['
    between = "\n"
    trashed_at = portable.trashed_at(made.database)
    for one in lists.all_lists(made.database):
        yield between
        between = ",\n"
        yield from _list(made, one, trashed_at.get(one.id))
    yield "\n],\n"
    yield from _works(made)
    chosen_tags = [one._asdict() for one in tags.carried(made.database)]
    yield f',\n"tags": {json.dumps(chosen_tags, ensure_ascii=False)}'
    verdicts = [one._asdict() for one in portable.verdicts(made.database)]
    yield f',\n"verdicts": {json.dumps(verdicts, ensure_ascii=False)}'
    searches = [one._asdict() for one in portable.saved_searches(made.database)]
    yield f',\n"searches": {json.dumps(searches, ensure_ascii=False)}'
    kept = [_recipe(one) for one in recipes.all_recipes(made.database)]
    _count_besides(made.database, made.tally)
    yield f',\n"recipes": {json.dumps(kept, ensure_ascii=False)}'
    seen = user_seen.carried(made.database)
    yield f',\n"seen": {json.dumps(seen, ensure_ascii=False)}}}\n'


def count(database: Database, tally: Tally) -> None:
    """Count what the document says, without writing it."""
    for one in lists.all_lists(database):
        tally.entries += len(portable.live_entries(database, one.id))
    for work in portable.touched_works(database):
        tally.count_own(work)
    _count_besides(database, tally)


def _count_besides(database: Database, tally: Tally) -> None:
    """Count what is the reader's own beside the states of works."""
    for what, number in portable.own_besides(database).items():
        tally.count_besides(what, number)


def _recipe(one: Recipe) -> dict[str, Any]:
    file = None if one.file is None else recipes.stored(one.file)
    request = request_json.without_ids(one.request)
    return {"name": one.name, "file": file, "made_at": one.made_at, "request": request}


def _list(made: Material, one: StoredList, trashed_at: str | None) -> Iterator[str]:
    database = made.database
    facts = {
        "name": one.name,
        "named": one.named,
        "origin": one.origin,
        "trashed": one.trashed,
        "trashed_at": trashed_at,
    }
    edits = list_edits.of_list(database, one.id)
    yield f'{json.dumps(facts, ensure_ascii=False)[:-1]}, "versions": ['
    for place, version in enumerate(portable.versions(database, one.id)):
        yield ",\n" if place else "\n"
        yield f'{{"taken_in_at": {json.dumps(version.taken_in_at)}, "sha256": "{version.sha256}", '
        made_on = [_edit(edit) for edit in edits if edit.version == version.id]
        yield f'"edits": {json.dumps(made_on)}, '
        yield '"data": "'
        for start in range(0, len(version.data), _CHUNK):
            yield base64.b64encode(version.data[start : start + _CHUNK]).decode()
        yield '"}'
    yield '\n], "entries": ['
    between = "\n"
    for part in in_parts(portable.live_entries(database, one.id)):
        made.tally.entries += len(part)
        for record in entry_records(database, part):
            yield between + json.dumps(record, ensure_ascii=False)
            between = ",\n"
    yield "\n]}"


def _edit(one: StoredEdit) -> dict[str, Any]:
    facts = one._asdict()
    del facts["version"]
    return facts


def _works(made: Material) -> Iterator[str]:
    """What the reader made of each work that was touched."""
    yield '"works": ['
    between = "\n"
    marked = chosen.highlights(made.database)
    places = portable.last_places(made.database)
    for work in portable.touched_works(made.database):
        made.tally.count_own(work)
        record = _work(work, marked.get(work.work, ()), places.get(work.work))
        yield between + json.dumps(record, ensure_ascii=False)
        between = ",\n"
    yield "\n]"


def _work(
    work: portable.TouchedWork,
    marked: tuple[chosen.Highlight, ...],
    place: portable.CarriedPlace | None,
) -> dict[str, Any]:
    state = work.state
    return {
        "key": work.key,
        "status": state.status.value,
        "starred": state.starred,
        "rating": state.rating,
        "tags": list(state.tags),
        "note": state.note,
        "queue": state.queue,
        "changed_at": work.changed_at,
        "pinned_at": work.pinned_at,
        "corrections": json.loads(work.corrections),
        "last_place": place and place._asdict(),
        "highlights": [one._asdict() for one in marked],
    }
