"""The reader: a PDF page by page, with what was marked in it. Imported when first opened."""
