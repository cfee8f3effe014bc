-- Everything belongs to one space, and goes with it. Times are milliseconds since 1970 in UTC, persons keyed hashes in
-- hexadecimal digits, vectors little-endian 32-bit floats one after the other.

CREATE TABLE spaces (
    space TEXT NOT NULL PRIMARY KEY,
    hash_key BLOB NOT NULL,
    version BIGINT NOT NULL,     -- number of the last commit
    clusters BIGINT NOT NULL,    -- highest number that a cluster ever had
    suggestions BIGINT NOT NULL  -- highest number that a suggestion ever had
);

CREATE TABLE items (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision BIGINT NOT NULL,
    at BIGINT NOT NULL,
    document TEXT NOT NULL,      -- JSON
    PRIMARY KEY (space, kind, id)
);

CREATE TABLE changes (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    number BIGINT NOT NULL,      -- of the commit
    part BIGINT NOT NULL,        -- from 0, in the commit
    at BIGINT NOT NULL,
    person TEXT NOT NULL,        -- zeros once they asked to be forgotten
    name TEXT NOT NULL,
    action TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision_before BIGINT NOT NULL,
    before TEXT,                 -- JSON
    after TEXT,                  -- JSON
    PRIMARY KEY (space, number, part)
);
CREATE INDEX changes_by_item ON changes (space, kind, id, number);

CREATE TABLE questions (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    id TEXT NOT NULL,
    at BIGINT NOT NULL,
    person TEXT NOT NULL,
    place TEXT NOT NULL,         -- JSON
    text TEXT NOT NULL,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    bar DOUBLE PRECISION NOT NULL,
    offered BIGINT NOT NULL,
    candidates TEXT NOT NULL,    -- JSON
    version BIGINT NOT NULL,     -- number of the last commit when it was asked
    vector BLOB,
    PRIMARY KEY (space, id)
);
CREATE INDEX questions_by_time ON questions (space, at, id);
CREATE INDEX questions_by_person ON questions (space, person);

CREATE TABLE votes (
    space TEXT NOT NULL,
    question TEXT NOT NULL,
    person TEXT NOT NULL,
    opinion TEXT NOT NULL,
    entry TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (space, question, person),
    FOREIGN KEY (space, question) REFERENCES questions (space, id) ON DELETE CASCADE
);
CREATE INDEX votes_by_person ON votes (space, person);

CREATE TABLE clusters (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    person TEXT NOT NULL,        -- whose words `text` is in
    text TEXT NOT NULL,
    vector BLOB NOT NULL,
    state TEXT NOT NULL,
    nearest TEXT,
    resolved_by TEXT,
    PRIMARY KEY (space, number)
);

CREATE TABLE cluster_members (
    space TEXT NOT NULL,
    cluster BIGINT NOT NULL,
    person TEXT NOT NULL,
    normal TEXT NOT NULL,        -- digest of the normalized question, as an index takes no long text
    question TEXT NOT NULL,      -- the last one, which may be forgotten by now
    text TEXT NOT NULL,
    vector BLOB NOT NULL,
    place TEXT NOT NULL,         -- JSON
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (space, cluster, person, normal),
    FOREIGN KEY (space, cluster) REFERENCES clusters (space, number) ON DELETE CASCADE
);
CREATE INDEX cluster_members_by_person ON cluster_members (space, person);

CREATE TABLE suggestions (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    entry TEXT NOT NULL,
    normal TEXT NOT NULL,        -- digest of the normalized question
    person TEXT NOT NULL,        -- whose words `text` is in
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (space, number),
    UNIQUE (space, kind, entry, normal)
);

CREATE TABLE suggestion_supports (
    space TEXT NOT NULL,
    suggestion BIGINT NOT NULL,
    person TEXT NOT NULL,
    question TEXT NOT NULL,
    text TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (space, suggestion, person, question),
    FOREIGN KEY (space, suggestion) REFERENCES suggestions (space, number) ON DELETE CASCADE
);
CREATE INDEX suggestion_supports_by_person ON suggestion_supports (space, person, question);

-- Of a notice that somebody has finished with, the key is left, so that it does not come up again.
CREATE TABLE notices (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    id TEXT NOT NULL,
    key TEXT NOT NULL,
    person TEXT,
    place TEXT,                  -- JSON
    question TEXT,
    entry TEXT,
    at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    taken_until BIGINT NOT NULL,
    PRIMARY KEY (space, id),
    UNIQUE (space, key)
);
CREATE INDEX notices_waiting ON notices (space, at, id) WHERE person IS NOT NULL;

CREATE TABLE preferences (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    person TEXT NOT NULL,
    recorded BIGINT NOT NULL,    -- 0 or 1
    told BIGINT NOT NULL,        -- 0 or 1
    PRIMARY KEY (space, person)
);

CREATE TABLE vectors (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    model TEXT NOT NULL,
    digest BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (space, model, digest)
);

CREATE TABLE kept (
    space TEXT NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (space, key)
);
