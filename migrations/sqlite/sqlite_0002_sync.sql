-- What both sides last agreed on about each file, by the remote's name; `sections` are the 16-byte hashes of the
-- sections in order, so that a file that both change can be merged. Nothing was ever written to the table before.
DROP TABLE sync_base;
CREATE TABLE sync_base (
    remote TEXT NOT NULL,
    path TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    sections BLOB NOT NULL,
    agreed_at INTEGER NOT NULL,
    PRIMARY KEY (remote, path)
) STRICT, WITHOUT ROWID;

-- Versions of files that had to give way to the other side's, until someone takes them back or throws them away.
CREATE TABLE losing_versions (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    remote TEXT NOT NULL,
    was_local INTEGER NOT NULL,
    kind TEXT NOT NULL,
    permissions INTEGER NOT NULL,
    link_target BLOB,
    kept_at INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
