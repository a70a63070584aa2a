"""What the program is called by people and by shells."""

NAME = "effllm"
COMPLETION_VARIABLE = "_EFFLLM_COMPLETE"
"""Set by the completion script while a shell asks what could come next."""
