-- Number of the commit that closed a cluster, so that taking that back opens it again; 0 where it was closed by itself.
ALTER TABLE clusters ADD COLUMN closed_in BIGINT NOT NULL DEFAULT 0;
