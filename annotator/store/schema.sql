CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value ANY NOT NULL,
    seal TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE annotator (
    name TEXT NOT NULL PRIMARY KEY,
    role TEXT NOT NULL,
    seal TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE document (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    language TEXT NOT NULL,
    length INTEGER NOT NULL,
    words INTEGER NOT NULL,
    queued INTEGER NOT NULL,
    sought TEXT NOT NULL,
    seal TEXT NOT NULL
) STRICT;

CREATE TABLE document_text (
    number INTEGER PRIMARY KEY REFERENCES document,
    text TEXT NOT NULL,
    source_sha256 TEXT NOT NULL,
    meta TEXT NOT NULL,
    parent TEXT NOT NULL
) STRICT;

CREATE TABLE journal (
    number INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    author TEXT NOT NULL,
    undoes TEXT NOT NULL,
    origin TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE INDEX journal_author ON journal (author);

CREATE TABLE journal_body (
    number INTEGER PRIMARY KEY REFERENCES journal,
    body BLOB NOT NULL
) STRICT;

CREATE TABLE annotation_set (
    number INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES document,
    annotator TEXT NOT NULL,
    revision INTEGER NOT NULL,
    head TEXT NOT NULL,
    last INTEGER NOT NULL REFERENCES journal,
    state TEXT NOT NULL,
    spans INTEGER NOT NULL,
    relations INTEGER NOT NULL,
    flagged INTEGER NOT NULL,
    UNIQUE (document, annotator)
) STRICT;

CREATE TABLE journal_set (
    "set" INTEGER NOT NULL REFERENCES annotation_set,
    number INTEGER NOT NULL REFERENCES journal,
    PRIMARY KEY ("set", number)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
    "set" INTEGER NOT NULL REFERENCES annotation_set,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    label TEXT NOT NULL,
    start INTEGER,
    "end" INTEGER,
    body BLOB NOT NULL,
    PRIMARY KEY ("set", id)
) STRICT, WITHOUT ROWID;

CREATE TABLE assignment (
    document INTEGER NOT NULL REFERENCES document,
    annotator TEXT NOT NULL REFERENCES annotator,
    batch TEXT NOT NULL,
    seal TEXT NOT NULL,
    PRIMARY KEY (document, annotator)
) STRICT, WITHOUT ROWID;

CREATE TABLE agreement_sums (
    document INTEGER PRIMARY KEY REFERENCES document,
    heads TEXT NOT NULL,
    body BLOB NOT NULL
) STRICT;

CREATE TRIGGER journal_stands BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER journal_stays BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER journal_body_stands BEFORE UPDATE ON journal_body
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER journal_body_stays BEFORE DELETE ON journal_body
BEGIN SELECT RAISE(ABORT, 'the journal is only added to'); END;

CREATE TRIGGER text_stands BEFORE UPDATE ON document_text
BEGIN SELECT RAISE(ABORT, 'a text never changes'); END;
