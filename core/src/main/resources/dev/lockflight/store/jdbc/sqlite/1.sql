-- Moments are nanoseconds since 1970-01-01T00:00:00Z. JSON is text that no query looks into.

CREATE TABLE meta (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- What happened; nothing here is ever changed.
CREATE TABLE journal (
  run_id TEXT    NOT NULL,
  seq    INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  type   TEXT    NOT NULL,
  body   TEXT    NOT NULL,
  PRIMARY KEY (run_id, seq)
) WITHOUT ROWID;

-- How each run stands. Not written when an entry changes nothing of it: which is the last one, the
-- journal says. waits is NULL for a run that waits for nothing;
-- wake_at is for people who look, the exact moment stands in waits.
CREATE TABLE run (
  run_id   TEXT    NOT NULL PRIMARY KEY,
  pipeline TEXT    NOT NULL,
  created  INTEGER NOT NULL,
  "release" TEXT    NOT NULL,
  status   TEXT    NOT NULL,
  wake_at  INTEGER,
  waits    TEXT
) WITHOUT ROWID;

CREATE INDEX run_by_status ON run (status);
CREATE INDEX run_by_age ON run (created DESC, run_id DESC);
CREATE INDEX run_by_pipeline ON run (pipeline, created DESC, run_id DESC);

CREATE TABLE structure (
  digest TEXT NOT NULL PRIMARY KEY,
  body   TEXT NOT NULL
) WITHOUT ROWID;

-- The ledger, in the order in which it was written.
CREATE TABLE deployment (
  position    INTEGER PRIMARY KEY AUTOINCREMENT,
  environment TEXT    NOT NULL,
  run_id      TEXT    NOT NULL,
  stage       TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  at          INTEGER NOT NULL,
  "release"   TEXT    NOT NULL
);

CREATE INDEX deployment_by_environment ON deployment (environment, position DESC);

-- What other processes ask of the store's owner; body and answer are JSON strings.
CREATE TABLE request (
  position INTEGER PRIMARY KEY AUTOINCREMENT,
  id       TEXT NOT NULL UNIQUE,
  kind     TEXT NOT NULL,
  body     TEXT NOT NULL,
  answer   TEXT
);

CREATE INDEX request_waiting ON request (position) WHERE answer IS NULL;
