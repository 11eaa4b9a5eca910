-- What the second net found in texts when they arrived: where and what, never the text.

CREATE TABLE alarms (
    owner TEXT NOT NULL,
    recording TEXT NOT NULL,
    revision BIGINT NOT NULL,
    -- The step; 0 for the recording itself.
    seq BIGINT NOT NULL,
    -- cairn_workflow::texts::Field and cairn_redact::Class, by name.
    field TEXT NOT NULL,
    class TEXT NOT NULL,
    -- 1 where the person wrote it and it stands there still; 0 where it was masked.
    kept BIGINT NOT NULL,
    PRIMARY KEY (owner, recording, revision, seq, field, class),
    FOREIGN KEY (owner, recording) REFERENCES recordings (owner, id) ON DELETE CASCADE
);
