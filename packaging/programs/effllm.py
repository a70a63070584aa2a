"""What the bundled ``effllm`` starts with."""

import sys
from multiprocessing import freeze_support

from effllm_desktop.bootstrap import command_line

freeze_support()  # long lists and PDFs are read by this program, started again
sys.exit(command_line())
