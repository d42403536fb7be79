-- As exact as in SQLite, where REAL has eight bytes: an archive that is copied there and back stays the same.

ALTER TABLE appearances ALTER COLUMN score TYPE DOUBLE PRECISION;
ALTER TABLE decisions ALTER COLUMN score TYPE DOUBLE PRECISION;
