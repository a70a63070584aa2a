"""Text that was read in the wrong encoding and saved so: found, undone, or only offered."""

from effllm_desktop.markdown.repair.detection import detect
from effllm_desktop.markdown.repair.result import Repair

__all__ = ["Repair", "detect"]
