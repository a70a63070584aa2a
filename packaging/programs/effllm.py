"""What the bundled ``effllm`` starts with."""

import sys

from effllm_desktop.bootstrap import command_line

sys.exit(command_line())
