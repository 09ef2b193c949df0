-- The library of the first release.
--
-- Paths are TEXT of raw bytes, not always UTF-8; they compare byte by byte. Foreign keys are declared for the reader and
-- for `PRAGMA foreign_key_check`; they are not enforced, since the writer keeps them and each check costs a look-up.

CREATE TABLE schema_migrations (
    version INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    checksum BLOB NOT NULL,
    applied_at INTEGER NOT NULL
) STRICT;

-- One row. Ids of sections are taken from `next_section`, so that an id never comes to mean another section.
CREATE TABLE library (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    uuid BLOB NOT NULL,
    next_section INTEGER NOT NULL
) STRICT;
INSERT INTO library VALUES (1, randomblob(16), 1);

-- Which parser, in which version and with which options.
CREATE TABLE parsers (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    options TEXT NOT NULL,
    UNIQUE (name, version, options)
) STRICT;

-- `checksum` covers every other column and the rows of other tables that belong to the file, for `fsck`.
-- `section_runs` orders the sections of a file: a JSON array of [first, last] pairs of their ids, [[1, 20]] for a file
-- that was never edited. An insertion so touches no other section, and no index by file is needed. In SQL:
--     SELECT s.* FROM files f, json_each(f.section_runs) r
--     JOIN sections s ON s.id BETWEEN r.value ->> 0 AND r.value ->> 1 WHERE f.path = ? ORDER BY r.key, s.id
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    component_kind TEXT,
    component_root TEXT,
    name TEXT,
    description TEXT,
    metadata TEXT NOT NULL,
    hash BLOB NOT NULL,
    size INTEGER NOT NULL,
    permissions INTEGER NOT NULL,
    link_target BLOB,
    parser_id INTEGER NOT NULL REFERENCES parsers (id),
    section_count INTEGER NOT NULL,
    section_runs TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    checksum BLOB NOT NULL,
    is_damaged INTEGER NOT NULL
) STRICT;
CREATE INDEX files_hash ON files (hash);

-- What sections say, each once: copies of a plugin share all of it, and are indexed once.
--
-- `key` covers every column but `content`, which `hash` covers. `newlines` are the line endings before the last byte;
-- `edges` has bit 1 where the first byte is LF, 2 where the last is LF, 4 where the last is CR. `content` comes last,
-- so that no other column lies behind its overflow pages.
CREATE TABLE texts (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    hash BLOB NOT NULL,
    kind TEXT NOT NULL,
    level INTEGER,
    title TEXT NOT NULL,
    name TEXT,
    description TEXT,
    newlines INTEGER NOT NULL,
    edges INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

-- Offsets, lines, parents and addresses are computed when a file is read, so that an edit touches only what changed.
CREATE TABLE sections (
    id INTEGER PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES files (id),
    depth INTEGER NOT NULL,
    text_id INTEGER NOT NULL REFERENCES texts (id)
) STRICT;
CREATE INDEX sections_text ON sections (text_id);

-- What the index holds of each text: front matter and opaque bytes are not searched.
CREATE VIEW indexed_texts AS
    SELECT id, title, name, description,
        CASE WHEN kind IN ('front-matter', 'bytes') THEN NULL ELSE content END AS content
    FROM texts;

-- Emoji (So) and combining marks (Mn, Mc), which Indic scripts write vowels with, are parts of words. Of the symbols,
-- those that stand close to words are not: signs such as the trademark's, the lines of drawn trees, bullets, and the
-- variation selectors behind emoji.
--
-- `hashsize` and `automerge` suit bulk loads and small edits alike, so that no setting has to be put back after a load:
-- some 50 MB of new text make a segment, and fewer than eight of one level are not merged.
CREATE VIRTUAL TABLE sections_fts USING fts5 (
    title, name, description, content,
    content = 'indexed_texts', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co So Mn Mc' separators '©®™°─━│┃┄┅┆┇┈┉┊┋┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋╌╍╎╏═║╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰╱╲╳╴╵╶╷╸╹╺╻╼╽╾╿▀▁▂▃▄▅▆▇█▉▊▋▌▍▎▏▐░▒▓▔▕▖▗▘▙▚▛▜▝▞▟■□▢▣▤▥▦▧▨▩▪▫▬▭▮▯▰▱▲△▴▵▶▷▸▹►▻▼▽▾▿◀◁◂◃◄◅◆◇◈◉◊○◌◍◎●◐◑◒◓◔◕◖◗◘◙◚◛◜◝◞◟◠◡◢◣◤◥◦◧◨◩◪◫◬◭◮◯◰◱◲◳◴◵◶◷◸◹◺◻◼◽◾◿︎️'"
);
INSERT INTO sections_fts (sections_fts, rank) VALUES ('rank', 'bm25(8.0, 8.0, 3.0, 1.0)');
INSERT INTO sections_fts (sections_fts, rank) VALUES ('hashsize', 33554432);
INSERT INTO sections_fts (sections_fts, rank) VALUES ('automerge', 8);

-- The folders that collections were read from on this machine; the highest `used` of a collection is the last one.
CREATE TABLE roots (
    id INTEGER PRIMARY KEY,
    collection TEXT NOT NULL,
    path BLOB NOT NULL,
    used INTEGER NOT NULL,
    UNIQUE (collection, path)
) STRICT;

-- What `lstat` said when a file was read. A NULL `device` means that the file must be read again. A path has one row,
-- of the root that it was last read from: a row of another root would speak of other bytes.
CREATE TABLE stat_cache (
    path TEXT PRIMARY KEY,
    root_id INTEGER NOT NULL REFERENCES roots (id),
    parser_id INTEGER NOT NULL REFERENCES parsers (id),
    device INTEGER,
    inode INTEGER,
    size INTEGER,
    modified INTEGER,
    changed INTEGER,
    mode INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE diagnostics (
    file_id INTEGER NOT NULL REFERENCES files (id),
    position INTEGER NOT NULL,
    rule TEXT NOT NULL,
    severity TEXT NOT NULL,
    summary TEXT NOT NULL,
    remedy TEXT,
    lower INTEGER,
    upper INTEGER,
    PRIMARY KEY (file_id, position)
) STRICT, WITHOUT ROWID;

-- What each session wrote, up to its last commit.
CREATE TABLE loads (
    id INTEGER PRIMARY KEY,
    started_at INTEGER NOT NULL,
    committed_at INTEGER NOT NULL,
    inserted INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    deleted INTEGER NOT NULL
) STRICT;

-- Files that were deployed. They name the document by path, since they outlive it.
CREATE TABLE checkouts (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    component_root TEXT,
    target BLOB NOT NULL,
    user TEXT NOT NULL,
    hash BLOB NOT NULL,
    permissions INTEGER NOT NULL,
    notes TEXT,
    checked_out_at INTEGER NOT NULL,
    returned_at INTEGER
) STRICT;
CREATE INDEX checkouts_path ON checkouts (path);
CREATE UNIQUE INDEX checkouts_target ON checkouts (target) WHERE returned_at IS NULL;

-- Where components of a kind are deployed; `~` is the home folder.
CREATE TABLE deployment_paths (
    kind TEXT PRIMARY KEY,
    path TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO deployment_paths VALUES
    ('skill', '~/.claude/skills'),
    ('command', '~/.claude/commands'),
    ('agent', '~/.claude/agents'),
    ('hook', '~/.claude/hooks'),
    ('plugin', '~/.claude/plugins'),
    ('output_style', '~/.claude/output-styles'),
    ('config', '~/.claude'),
    ('script', '~/.claude/scripts'),
    ('reference', '~/.claude/references'),
    ('documentation', '~/.claude/docs'),
    ('asset', '~/.claude/assets');

-- The hash of each file that both sides last agreed on, by the remote's name.
CREATE TABLE sync_base (
    remote TEXT NOT NULL,
    path TEXT NOT NULL,
    hash BLOB NOT NULL,
    agreed_at INTEGER NOT NULL,
    PRIMARY KEY (remote, path)
) STRICT, WITHOUT ROWID;
