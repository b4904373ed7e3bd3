/**
 * Services that roles can trust by their name. No version before can work beside it: it would take what a service does for a user
 * for what the user does.
 */
export const services: readonly string[] = [
  `CREATE TABLE registered_services (
  id text COLLATE "C" PRIMARY KEY,
  owner_account_id text COLLATE "C" REFERENCES accounts (id),
  display_name text COLLATE "C",
  signing_name text COLLATE "C" NOT NULL UNIQUE,
  keys text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL
)`,
  "CREATE INDEX registered_services_by_owner ON registered_services (owner_account_id)",
];
