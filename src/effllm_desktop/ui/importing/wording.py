"""What became of an import, in sentences."""

from collections.abc import Sequence
from pathlib import Path

from effllm_desktop.app.import_reports import EntryNews, ListReport, What
from effllm_desktop.ui.words import counted

WHAT = {
    What.ADDED: "New",
    What.RETURNED: "Back again",
    What.CHANGED: "Edited",
    What.MOVED: "Moved",
    What.REMOVED: "Removed",
    What.KNOWN: "In the library already",
}


def summary(lists: Sequence[ListReport]) -> str:
    """One sentence or two for all lists; empty for none."""
    if not lists:
        return ""
    parts = [_one(lists[0]) if len(lists) == 1 else _several(lists)]
    parts += filter(
        None,
        (
            _brought(lists),
            _with_pdfs(lists),
            _repaired(lists),
            _offered(lists),
            _foreign(lists),
            _not_understood(lists),
            linked(lists),
        ),
    )
    return " ".join(parts)


def linked(lists: Sequence[ListReport]) -> str:
    """How many more lists these link to; empty for none."""
    count = len(related(lists))
    if not count:
        return ""
    who = "It links" if len(lists) == 1 else "They link"
    return f"{who} to {counted(count, 'more list')}."


def related(lists: Sequence[ListReport]) -> tuple[Path, ...]:
    """The files that these link to, each once."""
    return tuple(dict.fromkeys(path for report in lists for path in report.related))


def differences(report: ListReport) -> str:
    """`3 new, 1 edited`; empty where nothing differs."""
    counts = (
        (report.added, "new"),
        (report.changed, "edited"),
        (report.moved, "moved"),
        (report.removed, "removed"),
        (report.returned, "back again"),
    )
    return ", ".join(f"{number:,} {word}" for number, word in counts if number)


def news(one: EntryNews) -> str:
    """`New: A title, in A / Section`."""
    place = f", in {one.section}" if one.section and one.what is not What.REMOVED else ""
    was = f" (it was “{one.before}”)" if one.before else ""
    return f"{WHAT[one.what]}: {one.title}{was}{place}"


def facts(report: ListReport) -> str:
    """`266 entries in 28 sections`."""
    entries = counted(report.entries, "entry", "entries")
    return f"{entries} in {counted(report.sections, 'section')}" if report.sections else entries


def _one(report: ListReport) -> str:
    match report.outcome:
        case "new" if report.foreign:
            return f"Opened “{report.name}”. {report.foreign}"
        case "new":
            return f"Opened “{report.name}”: {facts(report)}."
        case "restored":
            return f"“{report.name}” is back from the trash with all that you made of it."
        case "updated":
            changed = differences(report)
            told = f": {changed}" if changed else "; its entries are the same"
            return f"Took in the new version of “{report.name}”{told}."
        case _:
            return f"“{report.name}” has not changed since it was taken in."


def _several(lists: Sequence[ListReport]) -> str:
    fresh = [report for report in lists if report.outcome == "new"]
    if len(fresh) == len(lists):
        entries = sum(report.entries for report in lists)
        return f"Opened {len(lists):,} lists with {counted(entries, 'entry', 'entries')}."
    updated = sum(report.outcome == "updated" for report in lists)
    parts = [
        f"{len(fresh):,} new" if fresh else "",
        f"{updated:,} in a new version" if updated else "",
    ]
    told = ", ".join(filter(None, parts)) or "nothing changed"
    return f"Took in {len(lists):,} lists: {told}."


def _brought(lists: Sequence[ListReport]) -> str:
    count = sum(report.brought for report in lists)
    if not count:
        return ""
    return f"Status, tags, notes or highlights of {counted(count, 'work')} came with it."


def _with_pdfs(lists: Sequence[ListReport]) -> str:
    count = sum(len(report.pdfs) for report in lists)
    return f"{counted(count, 'PDF')} came along." if count else ""


def _repaired(lists: Sequence[ListReport]) -> str:
    count = sum(report.damage is not None for report in lists)
    if not count:
        return ""
    if len(lists) == 1:
        return "Its text was damaged and is shown repaired; the file is as it was."
    whose = "both" if count == len(lists) == 2 else f"{count} of them"
    return f"The text of {whose} was damaged and is shown repaired; the files are as they were."


def _offered(lists: Sequence[ListReport]) -> str:
    names = [report.name for report in lists if report.offered is not None]
    return f"The text of “{names[0]}” may be damaged." if names else ""


def _foreign(lists: Sequence[ListReport]) -> str:
    """Of one new list it is what its opening says."""
    found = [report for report in lists if report.foreign]
    if not found:
        return ""
    if len(lists) == 1:
        return "" if found[0].outcome == "new" else f"{found[0].foreign}"
    if len(found) == 1:
        return f"“{found[0].name}” does not look like a Markdown list; it is kept as it is."
    return f"{len(found):,} of them do not look like Markdown lists; they are kept as they are."


def _not_understood(lists: Sequence[ListReport]) -> str:
    count = sum(len(report.problems) for report in lists if not report.foreign)
    if not count:
        return ""
    return f"{counted(count, 'place')} {'was' if count == 1 else 'were'} not understood."
