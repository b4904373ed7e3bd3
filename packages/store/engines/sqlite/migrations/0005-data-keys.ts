/** The keys that seal what is kept and given out, sealed by master keys; and which processes hold which keys. */
export const dataKeys = /* sql */ `
CREATE TABLE data_keys (
  key_id INTEGER PRIMARY KEY,
  seals TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  seals_since INTEGER,
  retired_at INTEGER,
  resealed_at INTEGER
) STRICT;

CREATE TABLE key_holders (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  master_key_ids TEXT NOT NULL,
  data_key_ids TEXT NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
