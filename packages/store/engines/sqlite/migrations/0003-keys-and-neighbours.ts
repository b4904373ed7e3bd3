/** Which master keys have sealed something here, and accounts that are somewhere else. */
export const keysAndNeighbours = /* sql */ `
CREATE TABLE sealing_keys (
  key_id INTEGER PRIMARY KEY,
  "check" TEXT NOT NULL
) STRICT;

CREATE TABLE external_accounts (
  account_id TEXT PRIMARY KEY,
  added_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
