/** What policies denied, and the documents that it was denied by. No foreign key: what is told of outlives it. */
export const denials = /* sql */ `
CREATE TABLE denials (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  account_id TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  total INTEGER NOT NULL,
  details TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX denials_by_total ON denials (total);
CREATE INDEX denials_by_time ON denials (at);

CREATE TABLE denied_policies (
  hash TEXT PRIMARY KEY,
  document TEXT NOT NULL,
  total INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX denied_policies_by_total ON denied_policies (total);
CREATE INDEX denied_policies_by_time ON denied_policies (at);
`;
