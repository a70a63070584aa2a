"""EffLLM Desktop: a reading-list manager for people who follow research through awesome lists."""

__version__ = "0.1.0"
