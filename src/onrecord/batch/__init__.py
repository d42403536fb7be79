"""Pages by the million -> a Parquet dataset, over processes or a Ray cluster; and back into an archive."""

import os

# Before Arrow is loaded, here and in every worker: its own pool holds 37 MB of each for a speed that writing one table
# a minute has no use for (213 MB with it, 176 MB without; rule tagger, 202 pages).
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
