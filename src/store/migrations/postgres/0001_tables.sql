-- Everything belongs to one space, and goes with it. Times are milliseconds since 1970 in UTC, persons keyed hashes in
-- hexadecimal digits, vectors little-endian 32-bit floats one after the other. Texts
-- sort by their bytes, as they do in SQLite and in Rust.

CREATE TABLE spaces (
    space TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    hash_key BYTEA NOT NULL,
    version BIGINT NOT NULL,     -- number of the last commit
    clusters BIGINT NOT NULL,    -- highest number that a cluster ever had
    suggestions BIGINT NOT NULL  -- highest number that a suggestion ever had
);

CREATE TABLE items (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    revision BIGINT NOT NULL,
    at BIGINT NOT NULL,
    document TEXT COLLATE "C" NOT NULL,      -- JSON
    PRIMARY KEY (space, kind, id)
);

CREATE TABLE changes (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    number BIGINT NOT NULL,      -- of the commit
    part BIGINT NOT NULL,        -- from 0, in the commit
    at BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,        -- zeros once they asked to be forgotten
    name TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    revision_before BIGINT NOT NULL,
    before TEXT COLLATE "C",                 -- JSON
    after TEXT COLLATE "C",                  -- JSON
    PRIMARY KEY (space, number, part)
);
CREATE INDEX changes_by_item ON changes (space, kind, id, number);

CREATE TABLE questions (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    place TEXT COLLATE "C" NOT NULL,         -- JSON
    text TEXT COLLATE "C" NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    bar DOUBLE PRECISION NOT NULL,
    offered BIGINT NOT NULL,
    candidates TEXT COLLATE "C" NOT NULL,    -- JSON
    version BIGINT NOT NULL,     -- number of the last commit when it was asked
    vector BYTEA,
    PRIMARY KEY (space, id)
);
CREATE INDEX questions_by_time ON questions (space, at, id);
CREATE INDEX questions_by_person ON questions (space, person);

CREATE TABLE votes (
    space TEXT COLLATE "C" NOT NULL,
    question TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    opinion TEXT COLLATE "C" NOT NULL,
    entry TEXT COLLATE "C",
    at BIGINT NOT NULL,
    PRIMARY KEY (space, question, person),
    FOREIGN KEY (space, question) REFERENCES questions (space, id) ON DELETE CASCADE
);
CREATE INDEX votes_by_person ON votes (space, person);

CREATE TABLE clusters (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,        -- whose words `text` is in
    text TEXT COLLATE "C" NOT NULL,
    vector BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    nearest TEXT COLLATE "C",
    resolved_by TEXT COLLATE "C",
    PRIMARY KEY (space, number)
);

CREATE TABLE cluster_members (
    space TEXT COLLATE "C" NOT NULL,
    cluster BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    normal TEXT COLLATE "C" NOT NULL,        -- digest of the normalized question, as an index takes no long text
    question TEXT COLLATE "C" NOT NULL,      -- the last one, which may be forgotten by now
    text TEXT COLLATE "C" NOT NULL,
    vector BYTEA NOT NULL,
    place TEXT COLLATE "C" NOT NULL,         -- JSON
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (space, cluster, person, normal),
    FOREIGN KEY (space, cluster) REFERENCES clusters (space, number) ON DELETE CASCADE
);
CREATE INDEX cluster_members_by_person ON cluster_members (space, person);

CREATE TABLE suggestions (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    entry TEXT COLLATE "C" NOT NULL,
    normal TEXT COLLATE "C" NOT NULL,        -- digest of the normalized question
    person TEXT COLLATE "C" NOT NULL,        -- whose words `text` is in
    text TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (space, number),
    UNIQUE (space, kind, entry, normal)
);

CREATE TABLE suggestion_supports (
    space TEXT COLLATE "C" NOT NULL,
    suggestion BIGINT NOT NULL,
    person TEXT COLLATE "C" NOT NULL,
    question TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (space, suggestion, person, question),
    FOREIGN KEY (space, suggestion) REFERENCES suggestions (space, number) ON DELETE CASCADE
);
CREATE INDEX suggestion_supports_by_person ON suggestion_supports (space, person, question);

-- Of a notice that somebody has finished with, the key is left, so that it does not come up again.
CREATE TABLE notices (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    id TEXT COLLATE "C" NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    person TEXT COLLATE "C",
    place TEXT COLLATE "C",                  -- JSON
    question TEXT COLLATE "C",
    entry TEXT COLLATE "C",
    at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    taken_until BIGINT NOT NULL,
    PRIMARY KEY (space, id),
    UNIQUE (space, key)
);
CREATE INDEX notices_waiting ON notices (space, at, id) WHERE person IS NOT NULL;

CREATE TABLE preferences (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    person TEXT COLLATE "C" NOT NULL,
    recorded BIGINT NOT NULL,    -- 0 or 1
    told BIGINT NOT NULL,        -- 0 or 1
    PRIMARY KEY (space, person)
);

CREATE TABLE vectors (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    model TEXT COLLATE "C" NOT NULL,
    digest BYTEA NOT NULL,
    vector BYTEA NOT NULL,
    PRIMARY KEY (space, model, digest)
);

CREATE TABLE kept (
    space TEXT COLLATE "C" NOT NULL REFERENCES spaces (space) ON DELETE CASCADE,
    key TEXT COLLATE "C" NOT NULL,
    text TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (space, key)
);
