-- How far things were handled, for example what triggers have seen; name and value are JSON strings.
CREATE TABLE bookmark (
  name  TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
