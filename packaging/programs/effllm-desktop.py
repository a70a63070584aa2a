"""What the bundled ``effllm-desktop`` starts with."""

import sys
from multiprocessing import freeze_support

from effllm_desktop.bootstrap import window

freeze_support()  # jobs in a process of their own start this program again
sys.exit(window())
