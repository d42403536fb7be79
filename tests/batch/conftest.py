"""Small disks are at hand for the tests of batches."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "world"))
