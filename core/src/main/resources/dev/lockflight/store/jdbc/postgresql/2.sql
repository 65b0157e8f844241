-- How far things were handled, for example what triggers have seen; name and value are JSON strings.
CREATE TABLE bookmark (
  name  text NOT NULL PRIMARY KEY,
  value text NOT NULL
);
