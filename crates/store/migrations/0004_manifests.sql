-- What the server signed of the shown revision of a recording when it was completed (cairn_api::SignedManifest).

CREATE TABLE manifests (
    owner TEXT NOT NULL,
    recording TEXT NOT NULL,
    revision BIGINT NOT NULL,
    body TEXT NOT NULL,
    signature TEXT NOT NULL,
    key TEXT NOT NULL,
    PRIMARY KEY (owner, recording),
    FOREIGN KEY (owner, recording) REFERENCES recordings (owner, id) ON DELETE CASCADE
);
