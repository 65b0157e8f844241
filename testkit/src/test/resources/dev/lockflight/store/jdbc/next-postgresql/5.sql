-- A change that fails half way through.
ALTER TABLE run ADD COLUMN half integer;

ALTER TABLE missing ADD COLUMN other integer;
