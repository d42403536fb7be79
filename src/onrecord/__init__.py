"""onrecord: news pages in, a searchable, verifiable record of who said what out."""

__version__ = "0.1.0"
