"""What the bundled ``effllm-desktop`` starts with."""

import sys

from effllm_desktop.bootstrap import window

sys.exit(window())
