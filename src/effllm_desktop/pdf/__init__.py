"""PDFs through PDFium, in a process of their own: `client` leads there, `worker` is there."""
