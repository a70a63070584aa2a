"""`python -m effllm_desktop` is `effllm-desktop`."""

import sys

from effllm_desktop.bootstrap import window

if __name__ == "__main__":
    sys.exit(window())
