-- What people have ordered about environments, in the order in which it was said.
CREATE TABLE standing_order (
  seq  INTEGER PRIMARY KEY AUTOINCREMENT,
  at   INTEGER NOT NULL,
  type TEXT    NOT NULL,
  body TEXT    NOT NULL
);
