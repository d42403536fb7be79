"""The made world is at hand for the tests of harvesting."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "world"))
