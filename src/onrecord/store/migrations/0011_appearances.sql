-- Which statements of its article an appearance is of, joint ones too: JSON list of their ordinals.

ALTER TABLE appearances ADD COLUMN ordinals TEXT NOT NULL DEFAULT '[]';
