"""PDFs: asked for, fetched in turn, kept, and what a flight still needs."""
