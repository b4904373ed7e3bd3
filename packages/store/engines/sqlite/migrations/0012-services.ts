/**
 * Services that roles can trust by their name. No version before can work beside it: it would take what a service does for a user
 * for what the user does.
 */
export const services = `
CREATE TABLE registered_services (
  id TEXT PRIMARY KEY,
  owner_account_id TEXT REFERENCES accounts (id),
  display_name TEXT,
  signing_name TEXT NOT NULL UNIQUE,
  keys TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX registered_services_by_owner ON registered_services (owner_account_id);
`;
