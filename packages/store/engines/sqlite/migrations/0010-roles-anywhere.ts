/**
 * IAM Roles Anywhere: which authorities machines' certificates come from, what these get, and who was seen. The version before knows
 * nothing of them, and takes nothing from them. What is large stands last in its row, where reading the others does not pass it.
 */
export const rolesAnywhere = /* sql */ `
CREATE TABLE trust_anchors (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
  notification_settings TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  certificate_bundle TEXT NOT NULL
) STRICT;
CREATE INDEX trust_anchors_by_region ON trust_anchors (account_id, region, id);

CREATE TABLE roles_anywhere_profiles (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  region TEXT NOT NULL,
  name TEXT NOT NULL,
  is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
  role_arns TEXT NOT NULL,
  managed_policy_arns TEXT NOT NULL,
  duration_seconds INTEGER NOT NULL,
  require_instance_properties INTEGER NOT NULL CHECK (require_instance_properties IN (0, 1)),
  accept_role_session_name INTEGER NOT NULL CHECK (accept_role_session_name IN (0, 1)),
  attribute_mappings TEXT NOT NULL,
  created_by TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  session_policy TEXT
) STRICT;
CREATE INDEX roles_anywhere_profiles_by_region ON roles_anywhere_profiles (account_id, region, id);

CREATE TABLE revocation_lists (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  region TEXT NOT NULL,
  trust_anchor_id TEXT NOT NULL REFERENCES trust_anchors (id),
  name TEXT NOT NULL,
  is_enabled INTEGER NOT NULL CHECK (is_enabled IN (0, 1)),
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;
CREATE INDEX revocation_lists_by_region ON revocation_lists (account_id, region, id);
CREATE INDEX revocation_lists_by_trust_anchor ON revocation_lists (trust_anchor_id, id);

CREATE TABLE certificate_subjects (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  region TEXT NOT NULL,
  x509_subject TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  tags TEXT NOT NULL,
  certificates TEXT NOT NULL,
  properties TEXT NOT NULL
) STRICT;
CREATE INDEX certificate_subjects_by_region ON certificate_subjects (account_id, region, id);
CREATE INDEX certificate_subjects_by_time ON certificate_subjects (last_seen_at);
`;
