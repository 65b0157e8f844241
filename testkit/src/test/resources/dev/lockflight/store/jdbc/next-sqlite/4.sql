-- A change that a later version could make.
ALTER TABLE run ADD COLUMN archived integer;

CREATE INDEX run_by_archived ON run (archived);
