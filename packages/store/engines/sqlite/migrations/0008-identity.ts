/**
 * The rest of what IAM keeps. No version before can work on it: it would ask nobody for a second factor, and would delete users
 * without what belongs to them. What is large stands last in its row, where reading the others does not pass it.
 */
export const identity = /* sql */ `
ALTER TABLE roles ADD COLUMN source TEXT;
ALTER TABLE account_counts ADD COLUMN server_certificates INTEGER NOT NULL DEFAULT 0 CHECK (server_certificates >= 0);

CREATE TABLE ssh_public_keys (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  owner_kind TEXT NOT NULL CHECK (owner_kind = 'user'),
  owner_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Active', 'Inactive')),
  created_at INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (account_id, id)
) STRICT;
CREATE INDEX ssh_public_keys_by_owner ON ssh_public_keys (owner_id, position);

CREATE TABLE signing_certificates (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  owner_kind TEXT NOT NULL CHECK (owner_kind IN ('user', 'root')),
  owner_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Active', 'Inactive')),
  created_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (account_id, id)
) STRICT;
CREATE INDEX signing_certificates_by_owner ON signing_certificates (owner_id, position);

CREATE TABLE service_credentials (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  owner_kind TEXT NOT NULL CHECK (owner_kind = 'user'),
  owner_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('Active', 'Inactive')),
  created_at INTEGER NOT NULL,
  service_name TEXT NOT NULL,
  user_name TEXT NOT NULL,
  sealed_secret BLOB NOT NULL,
  expires_at INTEGER,
  UNIQUE (account_id, id)
) STRICT;
CREATE INDEX service_credentials_by_owner ON service_credentials (owner_id, position);
CREATE INDEX service_credentials_by_user_name ON service_credentials (account_id, service_name, user_name, position);

CREATE TABLE server_certificates (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  path TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  tags TEXT NOT NULL,
  sealed_private_key BLOB NOT NULL,
  body TEXT NOT NULL,
  chain TEXT,
  UNIQUE (account_id, name_key)
) STRICT;

CREATE TABLE mfa_devices (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  serial_number TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('virtual', 'hardware', 'securityKey')),
  sealed_seed BLOB,
  security_key TEXT,
  clock_steps INTEGER NOT NULL,
  assignment TEXT,
  owner_id TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, serial_number)
) STRICT;
CREATE INDEX mfa_devices_by_owner ON mfa_devices (owner_id, serial_number);
CREATE INDEX mfa_devices_by_kind ON mfa_devices (account_id, kind, serial_number);
CREATE INDEX mfa_devices_by_assignment ON mfa_devices (account_id, owner_id);

CREATE TABLE mfa_code_uses (
  position INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  serial_number TEXT NOT NULL,
  spent_steps TEXT NOT NULL,
  last_pair_step INTEGER,
  counted_from INTEGER NOT NULL,
  looks INTEGER NOT NULL,
  UNIQUE (account_id, serial_number)
) STRICT;
CREATE INDEX mfa_code_uses_by_time ON mfa_code_uses (counted_from);

CREATE TABLE oidc_providers (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  location TEXT NOT NULL,
  scheme TEXT NOT NULL CHECK (scheme IN ('https', 'http')),
  client_ids TEXT NOT NULL,
  thumbprints TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  key_set TEXT
) STRICT;
CREATE INDEX oidc_providers_by_account ON oidc_providers (account_id, id);

CREATE TABLE saml_providers (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  name TEXT NOT NULL,
  unique_id TEXT NOT NULL,
  valid_until INTEGER NOT NULL,
  assertion_encryption TEXT NOT NULL CHECK (assertion_encryption IN ('Allowed', 'Required')),
  private_keys TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  metadata TEXT NOT NULL
) STRICT;
CREATE INDEX saml_providers_by_account ON saml_providers (account_id, id);

CREATE TABLE spent_proofs (
  id TEXT PRIMARY KEY,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX spent_proofs_by_expiry ON spent_proofs (expires_at);

CREATE TABLE account_settings (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id),
  outbound_federation TEXT,
  global_endpoint_token_version INTEGER,
  properties TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE issuer_keys (
  account_id TEXT NOT NULL REFERENCES accounts (id),
  id TEXT NOT NULL,
  algorithm TEXT NOT NULL CHECK (algorithm IN ('RS256', 'ES384')),
  public_key TEXT NOT NULL,
  sealed_private_key BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  signs_from INTEGER NOT NULL,
  shown_until INTEGER,
  PRIMARY KEY (account_id, id)
) STRICT;

CREATE TABLE delegation_requests (
  id TEXT PRIMARY KEY,
  requestor_account_id TEXT NOT NULL REFERENCES accounts (id),
  requestor_name TEXT NOT NULL,
  workflow_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('UNASSIGNED', 'ASSIGNED', 'PENDING_APPROVAL', 'ACCEPTED', 'FINALIZED', 'REJECTED', 'EXPIRED')),
  standing TEXT NOT NULL CHECK (standing IN ('pending', 'ended')),
  owner_account_id TEXT,
  owner_id TEXT,
  approver TEXT,
  description TEXT NOT NULL,
  request_message TEXT,
  policy_template_arn TEXT NOT NULL,
  parameters TEXT NOT NULL,
  permission_policy TEXT NOT NULL,
  notification_channel TEXT NOT NULL,
  redirect_url TEXT,
  only_send_by_owner INTEGER NOT NULL CHECK (only_send_by_owner IN (0, 1)),
  session_duration_seconds INTEGER NOT NULL,
  notes TEXT,
  rejection_reason TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  UNIQUE (requestor_account_id, workflow_id)
) STRICT;
CREATE INDEX delegation_requests_by_owner ON delegation_requests (owner_account_id, id) WHERE owner_account_id IS NOT NULL;
CREATE INDEX delegation_requests_by_standing ON delegation_requests (requestor_account_id, standing);
CREATE INDEX delegation_requests_by_expiry ON delegation_requests (expires_at);

CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('credential', 'serviceLastAccessed', 'organizationsAccess')),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  requested_by TEXT NOT NULL,
  request TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('IN_PROGRESS', 'COMPLETED', 'FAILED')),
  requested_at INTEGER NOT NULL,
  completed_at INTEGER,
  content TEXT
) STRICT;
CREATE INDEX reports_by_state ON reports (account_id, kind, state, requested_at);
CREATE INDEX reports_by_time ON reports (requested_at);

CREATE TABLE access_traces (
  position INTEGER PRIMARY KEY,
  entity_id TEXT NOT NULL,
  account_id TEXT NOT NULL REFERENCES accounts (id),
  service_namespace TEXT NOT NULL,
  action TEXT NOT NULL,
  at INTEGER NOT NULL,
  region TEXT NOT NULL,
  UNIQUE (entity_id, service_namespace, action)
) STRICT;
CREATE INDEX access_traces_by_service ON access_traces (account_id, action, service_namespace, entity_id);
CREATE INDEX access_traces_newest ON access_traces (account_id, action, service_namespace, at DESC, entity_id);
CREATE INDEX access_traces_by_time ON access_traces (at);
`;
