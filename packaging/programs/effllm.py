"""What the bundled ``effllm`` starts with."""

import sys
from multiprocessing import freeze_support

from effllm_desktop.bootstrap import command_line

freeze_support()  # PDFs are read in a process of their own, which starts this program again
sys.exit(command_line())
