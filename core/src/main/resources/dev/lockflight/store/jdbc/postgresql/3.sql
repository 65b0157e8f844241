-- What people have ordered about environments, in the order in which it was said.
CREATE TABLE standing_order (
  seq  bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at   bigint NOT NULL,
  type text   NOT NULL,
  body text   NOT NULL
);
