-- A recording that was changed after it was sent comes again under the same id, as a whole and with a higher
-- revision. Until all of it is here the one before it is shown.

ALTER TABLE recordings ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;

-- The newest revision of a recording whose upload has not been completed. There is one at most.
CREATE TABLE drafts (
    owner TEXT NOT NULL,
    recording TEXT NOT NULL,
    revision BIGINT NOT NULL,
    -- As in `recordings`.
    steps BIGINT NOT NULL,
    manifest TEXT NOT NULL,
    PRIMARY KEY (owner, recording),
    FOREIGN KEY (owner, recording) REFERENCES recordings (owner, id) ON DELETE CASCADE
);

-- Its steps, as in `steps`.
CREATE TABLE draft_steps (
    owner TEXT NOT NULL,
    recording TEXT NOT NULL,
    seq BIGINT NOT NULL,
    picture TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (owner, recording, seq),
    FOREIGN KEY (owner, recording) REFERENCES drafts (owner, recording) ON DELETE CASCADE
);
