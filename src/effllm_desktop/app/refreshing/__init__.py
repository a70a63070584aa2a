"""Asking services what they know of works."""
