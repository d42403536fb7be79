-- What the pages of people and bodies count. The columns of a picture over time stand in the index itself.

CREATE INDEX statements_of_speaker ON statements (speaker_key, day, kind) WHERE current = 1;
CREATE INDEX statements_of_body ON statements (body_key, day, kind) WHERE current = 1;
