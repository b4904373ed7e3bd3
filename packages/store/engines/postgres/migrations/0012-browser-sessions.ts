/** Who is signed in, browser by browser. Versions before can work beside it: users and roles that they delete are looked for at every request. */
export const browserSessions: readonly string[] = [
  `CREATE TABLE browser_sessions (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES accounts (id),
  owner_kind text COLLATE "C" NOT NULL,
  owner_id text COLLATE "C" NOT NULL,
  principal_id text COLLATE "C" NOT NULL,
  access_key_id text COLLATE "C" NOT NULL,
  signed_in_as text COLLATE "C",
  proofs text COLLATE "C" NOT NULL,
  signed_in_at bigint NOT NULL,
  expires_at bigint NOT NULL,
  idle_ms bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  user_agent text COLLATE "C" NOT NULL,
  address text COLLATE "C" NOT NULL,
  role text COLLATE "C"
)`,
  "CREATE INDEX browser_sessions_by_owner ON browser_sessions (owner_id)",
  "CREATE INDEX browser_sessions_by_principal ON browser_sessions (principal_id, id)",
  "CREATE INDEX browser_sessions_by_end ON browser_sessions (expires_at)",
];
