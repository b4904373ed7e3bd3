/**
 * Organizations, and what the Account service keeps. No version before can work on it: it knows neither closed accounts nor what
 * policies of an organization deny, and would let in whom they keep out.
 *
 * Attachments have no foreign key: who attaches looks for the target, and what is attached to ten thousand accounts at once would look
 * as often for the organization.
 */
export const organizations = /* sql */ `
ALTER TABLE accounts ADD COLUMN closed_at INTEGER;
CREATE INDEX accounts_by_closing ON accounts (id, closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE organizations (
  id TEXT PRIMARY KEY,
  management_account_id TEXT NOT NULL UNIQUE REFERENCES accounts (id),
  root_id TEXT NOT NULL UNIQUE,
  feature_set TEXT NOT NULL CHECK (feature_set IN ('ALL', 'CONSOLIDATED_BILLING')),
  enabled_policy_types TEXT NOT NULL,
  trusted_services TEXT NOT NULL,
  root_features TEXT NOT NULL,
  root_tags TEXT NOT NULL,
  resource_policy TEXT,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE organizational_units (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  parent_id TEXT NOT NULL,
  name TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (parent_id, name)
) STRICT;
CREATE INDEX organizational_units_by_organization ON organizational_units (organization_id);
CREATE INDEX organizational_units_by_parent ON organizational_units (parent_id, id);

CREATE TABLE organization_members (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id),
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  parent_id TEXT NOT NULL,
  joined_method TEXT NOT NULL CHECK (joined_method IN ('INVITED', 'CREATED')),
  joined_at INTEGER NOT NULL,
  tags TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX organization_members_by_organization ON organization_members (organization_id, account_id);
CREATE INDEX organization_members_by_parent ON organization_members (parent_id, account_id);

CREATE TABLE organization_policies (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  type TEXT NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  content TEXT NOT NULL,
  tags TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  UNIQUE (organization_id, type, name)
) STRICT;
CREATE INDEX organization_policies_by_type ON organization_policies (organization_id, type, id);

CREATE TABLE organization_attachments (
  position INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL,
  target_kind TEXT NOT NULL CHECK (target_kind IN ('root', 'organizationalUnit', 'account')),
  target_id TEXT NOT NULL,
  policy_id TEXT NOT NULL,
  policy_type TEXT NOT NULL,
  attached_at INTEGER NOT NULL,
  UNIQUE (target_id, policy_id)
) STRICT;
CREATE INDEX organization_attachments_by_policy ON organization_attachments (policy_id, organization_id, target_id);
CREATE INDEX organization_attachments_by_type ON organization_attachments (organization_id, policy_type);

CREATE TABLE delegated_administrators (
  position INTEGER PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  account_id TEXT NOT NULL REFERENCES accounts (id),
  service_principal TEXT NOT NULL,
  delegated_at INTEGER NOT NULL,
  UNIQUE (account_id, service_principal)
) STRICT;
CREATE INDEX delegated_administrators_by_service ON delegated_administrators (organization_id, service_principal, account_id);
CREATE INDEX delegated_administrators_by_account ON delegated_administrators (organization_id, account_id);

CREATE TABLE handshakes (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  action TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('REQUESTED', 'OPEN', 'CANCELED', 'ACCEPTED', 'DECLINED', 'EXPIRED')),
  recipient_account_id TEXT,
  recipient_email TEXT,
  email_key TEXT NOT NULL,
  parent_handshake_id TEXT,
  parties TEXT NOT NULL,
  resources TEXT NOT NULL,
  tags TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX handshakes_by_organization ON handshakes (organization_id, id);
CREATE INDEX handshakes_by_state ON handshakes (organization_id, action, state, requested_at);
CREATE INDEX handshakes_by_finish ON handshakes (organization_id, action, finished_at);
CREATE INDEX handshakes_by_expiry ON handshakes (organization_id, action, expires_at);
CREATE INDEX handshakes_by_recipient ON handshakes (recipient_account_id, id) WHERE recipient_account_id IS NOT NULL;
CREATE INDEX handshakes_by_email ON handshakes (email_key, id);
CREATE INDEX handshakes_by_parent ON handshakes (parent_handshake_id, id) WHERE parent_handshake_id IS NOT NULL;

CREATE TABLE account_creations (
  id TEXT PRIMARY KEY,
  organization_id TEXT NOT NULL REFERENCES organizations (id),
  state TEXT NOT NULL CHECK (state IN ('IN_PROGRESS', 'SUCCEEDED', 'FAILED')),
  account_name TEXT NOT NULL,
  email TEXT NOT NULL,
  role_name TEXT NOT NULL,
  tags TEXT NOT NULL,
  requested_at INTEGER NOT NULL,
  completed_at INTEGER,
  account_id TEXT,
  failure_reason TEXT
) STRICT;
CREATE INDEX account_creations_by_organization ON account_creations (organization_id, id);
CREATE INDEX account_creations_by_completion ON account_creations (organization_id, completed_at);
CREATE INDEX account_creations_by_state ON account_creations (state, id);
CREATE INDEX account_creations_by_state_in_organization ON account_creations (organization_id, state);

CREATE TABLE responsibility_transfers (
  id TEXT PRIMARY KEY,
  target_organization_id TEXT NOT NULL REFERENCES organizations (id),
  target_account_id TEXT NOT NULL REFERENCES accounts (id),
  source_account_id TEXT,
  source_organization_id TEXT REFERENCES organizations (id),
  source_email TEXT,
  name TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('REQUESTED', 'DECLINED', 'CANCELED', 'EXPIRED', 'ACCEPTED', 'WITHDRAWN')),
  starts_at INTEGER NOT NULL,
  ends_at INTEGER,
  handshake_id TEXT NOT NULL UNIQUE,
  tags TEXT NOT NULL
) STRICT;
CREATE INDEX responsibility_transfers_by_target ON responsibility_transfers (target_organization_id, id);
CREATE INDEX responsibility_transfers_by_source ON responsibility_transfers (source_organization_id, id) WHERE source_organization_id IS NOT NULL;

CREATE TABLE account_details (
  account_id TEXT PRIMARY KEY REFERENCES accounts (id),
  contact_information TEXT,
  alternate_contacts TEXT NOT NULL,
  regions TEXT NOT NULL,
  email_update TEXT,
  phone_verification TEXT
) STRICT, WITHOUT ROWID;
`;
