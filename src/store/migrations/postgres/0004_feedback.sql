-- What is wrong with an answer that did not help; NULL where nobody said.
ALTER TABLE votes ADD COLUMN flaw TEXT COLLATE "C";

-- Who wants to be told once a cluster is resolved, whatever they decided in general. Nobody's words are in it.
CREATE TABLE followers (
    space TEXT COLLATE "C" NOT NULL,
    cluster BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,         -- JSON
    at BIGINT NOT NULL,
    PRIMARY KEY (space, cluster, person),
    FOREIGN KEY (space, cluster) REFERENCES clusters (space, number) ON DELETE CASCADE
);
CREATE INDEX followers_by_person ON followers (space, person);
