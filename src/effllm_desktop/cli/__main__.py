"""What ``python -m effllm_desktop.cli`` starts."""

import sys

from effllm_desktop.cli.program import main

sys.exit(main())
