"""The made world is at hand for the tests of harvesting."""

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent.parent / name) for name in ("world", "store")]
