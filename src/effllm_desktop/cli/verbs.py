"""Every verb of the command line, by topic. A verb's module loads when the verb is used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import click


def _importing() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import importing

    return {"import": importing.take_in}


def _outline() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import outline

    return {"lists": outline.lists, "sections": outline.sections}


def _entries() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import entries

    return {"list": entries.list_entries}


def _adding() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import adding

    return {"add": adding.add}


def _arxiv_search() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import arxiv_search

    return {"arxiv": arxiv_search.arxiv}


def _saving() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import saving

    return {"save": saving.save}


def _bringing() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import bringing

    return {"bring": bringing.bring}


def _finding() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import finding

    return {"search": finding.search}


def _work() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import work

    return {"show": work.show}


def _marking() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import marking

    return {"mark": marking.mark}


def _noting() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import noting

    return {"note": noting.note}


def _duplicates() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import duplicates

    return {"duplicates": duplicates.duplicates, "merge": duplicates.merge}


def _refreshing() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import refreshing

    return {"refresh": refreshing.refresh}


def _contacting() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import contacting

    return {"services": contacting.services}


def _exporting() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import exporting

    return {"export": exporting.export}


def _recipes() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import recipes

    return {"recipes": recipes.recipes}


def _downloading() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import downloading

    return {"download": downloading.download}


def _caching() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import caching

    return {"cache": caching.cache}


def _repairing() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import repairing

    return {"repair": repairing.repair}


def _stripping() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import stripping

    return {"strip": stripping.strip}


def _history() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import history

    return {"undo": history.undo, "redo": history.redo, "history": history.history}


def _safety() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import safety

    return {"backup": safety.backup, "restore": safety.restore, "check": safety.check}


def _completion() -> Mapping[str, click.Command]:
    from effllm_desktop.cli import completion

    return {"completion": completion.completion}


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb as the help lists it: `load` gives the commands of its module by name."""

    name: str
    help: str
    load: Callable[[], Mapping[str, click.Command]]


TOPICS: Mapping[str, tuple[Verb, ...]] = {
    "Lists": (
        Verb("import", "Take in lists, or their new versions.", _importing),
        Verb("add", "Write works into a list: ids, addresses, BibTeX.", _adding),
        Verb("bring", "Bring authors and citations into a list's text.", _bringing),
        Verb("save", "Save a list with your edits to its file.", _saving),
        Verb("lists", "Show the lists of the library.", _outline),
        Verb("sections", "Show the sections of a list.", _outline),
        Verb("list", "Show entries in the order of their lists.", _entries),
    ),
    "Works": (
        Verb("search", "Find works, the best first.", _finding),
        Verb("show", "Show everything about one work.", _work),
        Verb("mark", "Set status, star, rating or tags of works.", _marking),
        Verb("note", "Print or write the note of a work.", _noting),
        Verb("duplicates", "Show works that may be one, with the reasons.", _duplicates),
        Verb("merge", "Let two works be one.", _duplicates),
    ),
    "PDFs": (
        Verb("download", "Fetch PDFs and keep them, or say what is missing.", _downloading),
        Verb("cache", "Show what room PDFs take, limit it, look after it.", _caching),
    ),
    "Services": (
        Verb("refresh", "Ask services what they know of works.", _refreshing),
        Verb("arxiv", "Search arXiv for papers by words.", _arxiv_search),
        Verb("services", "Show whom the program contacts, and what is sent.", _contacting),
    ),
    "Files": (
        Verb("export", "Write entries, works or everything, in many forms.", _exporting),
        Verb("recipes", "Show the exports that are kept under names.", _recipes),
        Verb("strip", "Take what is yours out of an annotated list.", _stripping),
        Verb("repair", "Print the repaired text of a mis-decoded file.", _repairing),
    ),
    "Safety": (
        Verb("undo", "Take back the last change of yours.", _history),
        Verb("redo", "Make the change again that was taken back.", _history),
        Verb("history", "Show what you did, the newest first.", _history),
        Verb("check", "Look for damage, and for what was not understood.", _safety),
        Verb("backup", "Copy the library into its backups folder.", _safety),
        Verb("restore", "Put a backup in the library's place.", _safety),
    ),
    "Shell": (Verb("completion", "Print the completion script for a shell.", _completion),),
}

VERBS = {verb.name: verb for verbs in TOPICS.values() for verb in verbs}
