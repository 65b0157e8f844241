-- Moments are nanoseconds since 1970-01-01T00:00:00Z. JSON is text: jsonb refuses the character
-- U+0000, and no query looks into it.

CREATE TABLE meta (
  name  text NOT NULL PRIMARY KEY,
  value text NOT NULL
);

-- What happened; nothing here is ever changed.
CREATE TABLE journal (
  run_id text COLLATE "C" NOT NULL,
  seq    bigint NOT NULL,
  at     bigint NOT NULL,
  type   text   NOT NULL,
  body   text   NOT NULL,
  PRIMARY KEY (run_id, seq)
);

-- How each run stands. Not written when an entry changes nothing of it: which is the last one, the
-- journal says. waits is NULL for a run that waits for nothing;
-- wake_at is for people who look, the exact moment stands in waits.
-- Space is left on each page, so that the next state of a row finds room beside the last.
CREATE TABLE run (
  run_id    text COLLATE "C" NOT NULL PRIMARY KEY,
  pipeline  text   NOT NULL,
  created   bigint NOT NULL,
  "release" text   NOT NULL,
  status    text   NOT NULL,
  wake_at   bigint,
  waits     text
) WITH (fillfactor = 50);

CREATE INDEX run_by_status ON run (status);
CREATE INDEX run_by_age ON run (created DESC, run_id DESC);
CREATE INDEX run_by_pipeline ON run (pipeline, created DESC, run_id DESC);

CREATE TABLE structure (
  digest text NOT NULL PRIMARY KEY,
  body   text NOT NULL
);

-- The ledger, in the order in which it was written.
CREATE TABLE deployment (
  position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  environment text   NOT NULL,
  run_id      text   NOT NULL,
  stage       text   NOT NULL,
  state       text   NOT NULL,
  at          bigint NOT NULL,
  "release"   text   NOT NULL
);

CREATE INDEX deployment_by_environment ON deployment (environment, position DESC);

-- What other processes ask of the store's owner; body and answer are JSON strings.
CREATE TABLE request (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id       text NOT NULL UNIQUE,
  kind     text NOT NULL,
  body     text NOT NULL,
  answer   text
);

CREATE INDEX request_waiting ON request (position) WHERE answer IS NULL;
