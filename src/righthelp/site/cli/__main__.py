"""``python -m righthelp.site.cli``."""

import sys

from righthelp.site.cli import main

sys.exit(main())
