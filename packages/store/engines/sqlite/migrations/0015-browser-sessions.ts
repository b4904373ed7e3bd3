/** Who is signed in, browser by browser. Versions before can work beside it: users and roles that they delete are looked for at every request. */
export const browserSessions = `
CREATE TABLE browser_sessions (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  owner_kind TEXT NOT NULL,
  owner_id TEXT NOT NULL,
  principal_id TEXT NOT NULL,
  access_key_id TEXT NOT NULL,
  signed_in_as TEXT,
  proofs TEXT NOT NULL,
  signed_in_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  idle_ms INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  user_agent TEXT NOT NULL,
  address TEXT NOT NULL,
  role TEXT
) STRICT;
CREATE INDEX browser_sessions_by_owner ON browser_sessions (owner_id);
CREATE INDEX browser_sessions_by_principal ON browser_sessions (principal_id, id);
CREATE INDEX browser_sessions_by_end ON browser_sessions (expires_at);
`;
