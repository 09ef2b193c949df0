-- Checkouts of whole components. The table of the first schema had one row for each file, and nothing wrote to it.

DROP TABLE checkouts;

-- `staged`, `device` and `inode` say how far a checkout is on its way: NULL once it stands at its target.
CREATE TABLE checkouts (
    id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    address TEXT,
    strips_headings INTEGER NOT NULL,
    kind TEXT NOT NULL,
    library TEXT,
    target BLOB NOT NULL,
    user TEXT NOT NULL,
    checked_out_at INTEGER NOT NULL,
    returned_at INTEGER,
    staged BLOB,
    device INTEGER,
    inode INTEGER,
    settings_path BLOB,
    settings_plugin TEXT,
    settings_inserted TEXT,
    settings_replaced TEXT,
    settings_created INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX checkouts_target ON checkouts (target) WHERE returned_at IS NULL;

-- The files as they were written. They name the document by path, since they outlive it; `sections` are the 16-byte
-- hashes of its sections in order, so that edits on both sides can be merged.
CREATE TABLE checkout_files (
    checkout_id TEXT NOT NULL REFERENCES checkouts (id),
    relative_path BLOB NOT NULL,
    path TEXT NOT NULL,
    hash BLOB NOT NULL,
    permissions INTEGER NOT NULL,
    link_target BLOB,
    sections BLOB NOT NULL,
    PRIMARY KEY (checkout_id, relative_path)
) STRICT, WITHOUT ROWID;
