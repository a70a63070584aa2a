"""What the bundled ``effllm`` starts with."""

import sys
from multiprocessing import freeze_support

from effllm_desktop.bootstrap import command_line

freeze_support()  # a long list is read by this program, started again
sys.exit(command_line())
