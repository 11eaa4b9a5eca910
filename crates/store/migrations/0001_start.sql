-- One text for SQLite and PostgreSQL: ids and hashes TEXT, times BIGINT in milliseconds since 1970, JSON in
-- TEXT. Every table that holds something of a person carries its owner, and the owner is part of the key.

CREATE TABLE users (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- When this user's first session was made; until then each start prints a new first link.
    first_session_at BIGINT
);

CREATE TABLE api_keys (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    salt TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT
);

CREATE TABLE sign_in_links (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    salt TEXT NOT NULL,
    hash TEXT NOT NULL,
    -- 1 for the link that a start prints: the next start takes it back.
    at_start BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    salt TEXT NOT NULL,
    hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE recordings (
    owner TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    -- How many steps were announced.
    steps BIGINT NOT NULL,
    -- The body that created it (cairn_api::CreateRecording), as this server writes it.
    manifest TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    completed_at BIGINT,
    PRIMARY KEY (owner, id)
);

CREATE INDEX recordings_by_time ON recordings (owner, started_at, id);

CREATE TABLE steps (
    owner TEXT NOT NULL,
    recording TEXT NOT NULL,
    seq BIGINT NOT NULL,
    -- Hash of the step's picture, where it has one.
    picture TEXT,
    -- The step (cairn_workflow::Step), as this server writes it.
    body TEXT NOT NULL,
    PRIMARY KEY (owner, recording, seq),
    FOREIGN KEY (owner, recording) REFERENCES recordings (owner, id) ON DELETE CASCADE
);

-- Pictures that a recording announced. Whether the bytes are here is said by `blobs`.
CREATE TABLE pictures (
    owner TEXT NOT NULL,
    recording TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    media TEXT NOT NULL,
    PRIMARY KEY (owner, recording, sha256),
    FOREIGN KEY (owner, recording) REFERENCES recordings (owner, id) ON DELETE CASCADE
);

CREATE INDEX pictures_by_hash ON pictures (owner, sha256);

-- Files that are durable under their hash, each in its owner's folder.
CREATE TABLE blobs (
    owner TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    media TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    stored_at BIGINT NOT NULL,
    PRIMARY KEY (owner, sha256)
);

-- Files that nothing names any more: written with the deletion, taken out once the file is gone.
CREATE TABLE doomed_blobs (
    owner TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (owner, sha256)
);
