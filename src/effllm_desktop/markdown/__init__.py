"""Bytes ↔ meaning, losing nothing: lists are read by spans and written by edits of spans."""
