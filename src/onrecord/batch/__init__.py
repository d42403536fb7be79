"""Pages by the million -> a Parquet dataset, over processes or a Ray cluster; and back into an archive."""
