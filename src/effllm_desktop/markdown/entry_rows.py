"""A new row of a table, cell by cell like the row above it."""

from collections.abc import Callable, Mapping

from effllm_desktop.domain.lists import EntryText, ReadEntry, Role
from effllm_desktop.markdown import entry_shape
from effllm_desktop.markdown.dialects import rows
from effllm_desktop.markdown.dialects.columns import Column
from effllm_desktop.markdown.documents import Document
from effllm_desktop.markdown.entry_shape import Slot, shape_of
from effllm_desktop.markdown.entry_style import Style


def row_like(document: Document, model: ReadEntry, text: EntryText) -> str | None:
    """The Markdown of a row for an entry; None where the model stands in no table."""
    table = document.tables.get(model.start)
    if table is None:
        return None
    head = rows.head_of(document.text, rows.cells_of(document.text, table.children[0]))
    line = model.source.rstrip("\r\n")
    row = next(row for row in table.children if row.start == model.start)
    spans = rows.cells_of(document.text, row)
    style = _style(document, model)
    said = [
        _cell(style, model, document.text[start:end], head.of(place), text)
        for place, (start, end) in enumerate(spans)
    ]
    indent = line[: len(line) - len(line.lstrip(" \t>"))]
    opening = "| " if line.lstrip(" \t>").startswith("|") else ""
    closing = " |" if line.rstrip().endswith("|") else ""
    return indent + opening + " | ".join(cell.replace("|", "\\|") for cell in said) + closing


def _style(document: Document, model: ReadEntry) -> Style:
    models = tuple(document.in_section(model.section))
    return Style("", "", {}, (), "", "", None, models)


def _cell(style: Style, model: ReadEntry, cell: str, column: Column, text: EntryText) -> str:
    """What a cell says of the new entry, in the way in which it says it of the model."""
    shape = shape_of(model._replace(source=cell)) if cell else None
    title = shape.part(Slot.TITLE) if shape else None
    if title is not None and column in (Column.TITLE, Column.NAME, Column.PAPER, Column.OTHER):
        return style.title(title.form, text)
    if column in _BY_COLUMN:
        return " ".join(_BY_COLUMN[column](text).split())
    if model.text.url and f"({model.text.url})" in cell:
        return style.link(cell.replace(f"({model.text.url})", f"({entry_shape.URL})"), text)
    for link in model.text.links:
        if link.role is Role.CODE and f"({link.url})" in cell:
            form = cell.replace(f"({link.url})", f"({entry_shape.URL})")
            return next((style.code(form, one) for one in text.links if one.role is Role.CODE), "")
    return ""


_BY_COLUMN: Mapping[Column, Callable[[EntryText], str]] = {
    Column.AUTHORS: lambda text: ", ".join(text.authors),
    Column.VENUE: lambda text: text.venue or ("arXiv" if text.arxiv else ""),
    Column.YEAR: lambda text: str(text.year or ""),
    Column.ABOUT: lambda text: text.description or "",
}
