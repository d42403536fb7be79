-- What the pages of bodies count. The columns of a picture over time stand in the index itself.

CREATE INDEX statements_of_body ON statements (body_key, day, kind) WHERE current = 1;
