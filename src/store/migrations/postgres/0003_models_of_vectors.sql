-- The fingerprint of the model that made each vector. Of those from before it is not known.
ALTER TABLE questions ADD COLUMN model TEXT NOT NULL DEFAULT '';
ALTER TABLE clusters ADD COLUMN model TEXT NOT NULL DEFAULT '';
ALTER TABLE cluster_members ADD COLUMN model TEXT NOT NULL DEFAULT '';
