/**
 * IAM Roles Anywhere: which authorities machines' certificates come from, what these get, and who was seen. The version before knows
 * nothing of them, and takes nothing from them.
 */
export const rolesAnywhere: readonly string[] = [
  `CREATE TABLE trust_anchors (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES accounts (id),
  region text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  is_enabled bigint NOT NULL CHECK (is_enabled IN (0, 1)),
  notification_settings text COLLATE "C" NOT NULL,
  tags text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  certificate_bundle text COLLATE "C" NOT NULL
)`,
  "CREATE INDEX trust_anchors_by_region ON trust_anchors (account_id, region, id)",
  `CREATE TABLE roles_anywhere_profiles (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES accounts (id),
  region text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  is_enabled bigint NOT NULL CHECK (is_enabled IN (0, 1)),
  role_arns text COLLATE "C" NOT NULL,
  managed_policy_arns text COLLATE "C" NOT NULL,
  duration_seconds bigint NOT NULL,
  require_instance_properties bigint NOT NULL CHECK (require_instance_properties IN (0, 1)),
  accept_role_session_name bigint NOT NULL CHECK (accept_role_session_name IN (0, 1)),
  attribute_mappings text COLLATE "C" NOT NULL,
  created_by text COLLATE "C" NOT NULL,
  tags text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  session_policy text COLLATE "C"
)`,
  "CREATE INDEX roles_anywhere_profiles_by_region ON roles_anywhere_profiles (account_id, region, id)",
  `CREATE TABLE revocation_lists (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES accounts (id),
  region text COLLATE "C" NOT NULL,
  trust_anchor_id text COLLATE "C" NOT NULL REFERENCES trust_anchors (id),
  name text COLLATE "C" NOT NULL,
  is_enabled bigint NOT NULL CHECK (is_enabled IN (0, 1)),
  tags text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  updated_at bigint NOT NULL,
  data bytea NOT NULL
)`,
  "CREATE INDEX revocation_lists_by_region ON revocation_lists (account_id, region, id)",
  "CREATE INDEX revocation_lists_by_trust_anchor ON revocation_lists (trust_anchor_id, id)",
  `CREATE TABLE certificate_subjects (
  id text COLLATE "C" PRIMARY KEY,
  account_id text COLLATE "C" NOT NULL REFERENCES accounts (id),
  region text COLLATE "C" NOT NULL,
  x509_subject text COLLATE "C" NOT NULL,
  created_at bigint NOT NULL,
  last_seen_at bigint NOT NULL,
  tags text COLLATE "C" NOT NULL,
  certificates text COLLATE "C" NOT NULL,
  properties text COLLATE "C" NOT NULL
)`,
  "CREATE INDEX certificate_subjects_by_region ON certificate_subjects (account_id, region, id)",
  "CREATE INDEX certificate_subjects_by_time ON certificate_subjects (last_seen_at)",
];
