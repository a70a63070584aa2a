"""The window of the reader's tags."""
