/**
 * The first tables. STRICT, so that a wrong type is an error and not a surprise; WITHOUT ROWID where rows are small
 * and always found by their key, so that the key is the table. Foreign keys do not cascade: deleting is written out
 * in src/sql/families, where it also says whom it changes, and a row that was forgotten there stops the delete.
 */
export const first = /* sql */ `
CREATE TABLE accounts (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL UNIQUE,
  root_password_hash TEXT,
  alias TEXT UNIQUE,
  password_policy TEXT,
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account_counts (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id),
  users INTEGER NOT NULL DEFAULT 0 CHECK (users >= 0),
  groups INTEGER NOT NULL DEFAULT 0 CHECK (groups >= 0),
  roles INTEGER NOT NULL DEFAULT 0 CHECK (roles >= 0),
  policies INTEGER NOT NULL DEFAULT 0 CHECK (policies >= 0),
  instance_profiles INTEGER NOT NULL DEFAULT 0 CHECK (instance_profiles >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  permissions_boundary TEXT,
  tags TEXT NOT NULL,
  UNIQUE (account_id, name_key)
) STRICT;
CREATE INDEX users_by_boundary ON users (permissions_boundary, account_id, id) WHERE permissions_boundary IS NOT NULL;

CREATE TABLE groups (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (account_id, name_key)
) STRICT;

CREATE TABLE roles (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  trust_policy TEXT NOT NULL,
  trust_principals TEXT NOT NULL,
  description TEXT,
  max_session_seconds INTEGER NOT NULL,
  permissions_boundary TEXT,
  tags TEXT NOT NULL,
  UNIQUE (account_id, name_key)
) STRICT;
CREATE INDEX roles_by_boundary ON roles (permissions_boundary, account_id, id) WHERE permissions_boundary IS NOT NULL;

CREATE TABLE instance_profiles (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  tags TEXT NOT NULL,
  role_id TEXT REFERENCES roles (id),
  UNIQUE (account_id, name_key)
) STRICT;
CREATE INDEX instance_profiles_by_role ON instance_profiles (role_id) WHERE role_id IS NOT NULL;

CREATE TABLE policies (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  arn TEXT NOT NULL UNIQUE,
  description TEXT,
  default_version INTEGER NOT NULL,
  latest_version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  tags TEXT NOT NULL,
  UNIQUE (account_id, name_key)
) STRICT;

CREATE TABLE policy_versions (
  policy_id TEXT NOT NULL REFERENCES policies (id),
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (policy_id, version)
) STRICT;

CREATE TABLE attachments (
  position INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('user', 'group', 'role')),
  owner_id TEXT NOT NULL,
  policy_arn TEXT NOT NULL,
  attached_at INTEGER NOT NULL,
  UNIQUE (owner_id, policy_arn)
) STRICT;
CREATE INDEX attachments_by_policy ON attachments (policy_arn, account_id, owner_id);

CREATE TABLE inline_policies (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('user', 'group', 'role')),
  owner_id TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (owner_id, name)
) STRICT;

CREATE TABLE memberships (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  group_id TEXT NOT NULL REFERENCES groups (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  PRIMARY KEY (user_id, group_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_group ON memberships (group_id);

CREATE TABLE access_keys (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('user', 'root')),
  owner_id TEXT NOT NULL,
  sealed_secret BLOB NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Active', 'Inactive')),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX access_keys_by_owner ON access_keys (owner_id, position);

CREATE TABLE login_profiles (
  user_id TEXT PRIMARY KEY REFERENCES users (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  password_hash TEXT NOT NULL,
  previous_hashes TEXT NOT NULL,
  password_reset_required INTEGER NOT NULL CHECK (password_reset_required IN (0, 1)),
  created_at INTEGER NOT NULL,
  password_changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE usage (
  subject TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  service TEXT,
  region TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (
  revision INTEGER NOT NULL,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (revision, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE feed (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  revision INTEGER NOT NULL,
  trimmed_revision INTEGER NOT NULL
) STRICT;
INSERT INTO feed (one, revision, trimmed_revision) VALUES (1, 0, 0);
`;
