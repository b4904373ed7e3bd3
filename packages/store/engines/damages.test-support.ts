/** What can be wrong with a store. */

/** What is done to a whole store, in plain SQL, and what is to be found then, among others perhaps. */
export type Damage = readonly [sql: string, finding: RegExp];

export const GONE = "AAAA99999999999999999";

/** Also where the engine's own rules have to be set aside for it. */
export const DAMAGES: readonly Damage[] = [
  [
    "update users set name_key = 'x' where id = 'AIDA00000000000000001'",
    /^users \w+: its name_key is "x", and should be "user-1"$/,
  ],
  [
    "update accounts set email_key = 'x' where id = '000000000001'",
    /^accounts 000000000001: its email_key is "x"/,
  ],
  [
    "update users set tags = '{' where id = 'AIDA00000000000000001'",
    /^users \w+: its tags cannot be read: "\{"$/,
  ],
  ["update users set tags = '{}' where id = 'AIDA00000000000000001'", /^users \w+: its tags cannot be read/],
  ["update roles set trust_principals = '[1]'", /^roles \w+: its trust_principals cannot be read/],
  [
    "update policies set default_version = 9",
    /^policies \w+: there is nothing in policy_versions for its id \w+, default_version 9$/,
  ],
  [
    "update policies set latest_version = 0",
    /^policies \w+: it has a version that is newer than its latest_version$/,
  ],
  [
    "update policies set arn = 'arn:aws:iam::000000000002:policy/policy-1'",
    /^policies \w+: its ARN names another account$/,
  ],
  [
    `update attachments set owner_id = '${GONE}' where owner_kind = 'user'`,
    /^attachments \w+ \S+: there is nothing in users for its owner_id AAAA/,
  ],
  [
    `update attachments set owner_id = '${GONE}' where owner_kind = 'group'`,
    /^attachments .*nothing in groups/,
  ],
  [
    `update attachments set owner_id = '${GONE}' where owner_kind = 'role'`,
    /^attachments .*nothing in roles/,
  ],
  [
    "update attachments set policy_arn = 'arn:aws:iam::aws:policy/None'",
    /^attachments .*nothing in policies for its policy_arn arn:aws:iam::aws:policy\/None/,
  ],
  [
    `update inline_policies set owner_id = '${GONE}'`,
    /^inline_policies AAAA\w+ Own: there is nothing in users/,
  ],
  [
    `update access_keys set owner_id = '${GONE}' where owner_kind = 'root'`,
    /^access_keys \w+: there is nothing in accounts/,
  ],
  [
    `update access_keys set owner_id = '${GONE}' where owner_kind = 'user'`,
    /^access_keys \w+: there is nothing in users/,
  ],
  [
    "update organizational_units set parent_id = 'ou-0000-9999999999' where id = 'ou-0000-0000000001'",
    /^organizational_units ou-0000-0000000001: there is nothing in organizational_units for its parent_id ou-0000-9999999999, organization_id o-0000000000$/,
  ],
  [
    "update organization_members set parent_id = 'r-9999' where account_id = '000000000001'",
    /^organization_members 000000000001: there is nothing in organizations for its parent_id r-9999/,
  ],
  [
    "update organization_members set parent_id = 'ou-0000-9999999999' where account_id = '000000000002'",
    /^organization_members 000000000002: there is nothing in organizational_units for its parent_id/,
  ],
  [
    "update organization_attachments set target_id = 'r-9999' where target_kind = 'root'",
    /^organization_attachments r-9999 p-\d+: there is nothing in organizations for its target_id r-9999/,
  ],
  [
    "update organization_attachments set target_id = 'ou-0000-9999999999' where target_kind = 'organizationalUnit'",
    /^organization_attachments ou-\S+ p-\d+: there is nothing in organizational_units/,
  ],
  [
    "update organization_attachments set target_id = '000000000009' where policy_id = 'p-FullAWSAccess'",
    /^organization_attachments 000000000009 p-FullAWSAccess: there is nothing in organization_members/,
  ],
  [
    "update organization_attachments set policy_type = 'TAG_POLICY' where target_id = '000000000002'",
    /^organization_attachments 000000000002 p-\d+: there is nothing in organization_policies for its policy_id p-\d+, organization_id \S+, policy_type TAG_POLICY$/,
  ],
  [
    "update organization_attachments set policy_id = 'p-99999999' where target_id = '000000000002'",
    /^organization_attachments 000000000002 p-99999999: there is nothing in organization_policies/,
  ],
  [
    "delete from organization_members where account_id = '000000000002'",
    /^delegated_administrators 000000000002 \S+: there is nothing in organization_members/,
  ],
  [
    "delete from organization_members where account_id = '000000000001'",
    /^organizations o-0000000000: there is nothing in organization_members for its management_account_id 000000000001, id o-0000000000$/,
  ],
  [
    "update handshakes set recipient_account_id = '000000000009' where recipient_account_id is not null",
    /^handshakes h-0000000000: there is nothing in accounts for its recipient_account_id/,
  ],
  [
    "update handshakes set parent_handshake_id = 'h-99999999' where parent_handshake_id is not null",
    /^handshakes h-0000000001: there is nothing in handshakes for its parent_handshake_id/,
  ],
  [
    "update handshakes set email_key = 'x' where id = 'h-0000000001'",
    /^handshakes h-0000000001: its email_key is "x", and should be ""$/,
  ],
  [
    "update account_creations set account_id = '000000000009'",
    /^account_creations car-0000000000: there is nothing in accounts for its account_id/,
  ],
  [
    "update responsibility_transfers set handshake_id = 'h-99999999'",
    /^responsibility_transfers rt-0000000000: there is nothing in handshakes for its handshake_id/,
  ],
  [
    "update responsibility_transfers set source_account_id = '000000000009'",
    /^responsibility_transfers rt-0000000000: there is nothing in accounts for its source_account_id/,
  ],
  ["update account_details set regions = '{}'", /^account_details 000000000001: its regions cannot be read/],
  [
    `update ssh_public_keys set owner_id = '${GONE}'`,
    /^ssh_public_keys 000000000001 APKA\d+: there is nothing in users for its owner_id AAAA/,
  ],
  [
    `update signing_certificates set owner_id = '${GONE}' where owner_kind = 'root'`,
    /^signing_certificates 000000000001 CERT\d+: there is nothing in accounts for its owner_id AAAA/,
  ],
  [
    `update service_credentials set owner_id = '${GONE}'`,
    /^service_credentials 000000000001 ACCA\d+: there is nothing in users for its owner_id AAAA/,
  ],
  [
    "update server_certificates set name_key = 'x'",
    /^server_certificates ASCA\d+: its name_key is "x", and should be "certificate-1"$/,
  ],
  [
    `update mfa_devices set owner_id = '${GONE}' where owner_id <> ''`,
    /^mfa_devices 000000000001 \S+: its owner_id is "AAAA\d+", and should be "AIDA\d+"$/,
  ],
  [
    `update mfa_devices set owner_id = '${GONE}', assignment = replace(assignment, 'AIDA00000000000000001', '${GONE}') where owner_id <> ''`,
    /^mfa_devices 000000000001 \S+: there is nothing in users for its owner_id AAAA/,
  ],
  [
    "update mfa_devices set security_key = '{'",
    /^mfa_devices 000000000001 \S+: its security_key cannot be read/,
  ],
  [
    "update mfa_code_uses set spent_steps = '{}'",
    /^mfa_code_uses 000000000001 device-1: its spent_steps cannot be read/,
  ],
  ["update oidc_providers set client_ids = '{}'", /^oidc_providers \S+: its client_ids cannot be read/],
  ["update saml_providers set private_keys = '{}'", /^saml_providers \S+: its private_keys cannot be read/],
  [
    "update account_settings set properties = '['",
    /^account_settings 000000000001: its properties cannot be read/,
  ],
  [
    "update delegation_requests set state = 'EXPIRED'",
    /^delegation_requests dr-1: its standing is "pending", and should be "ended"$/,
  ],
  [
    `update access_traces set entity_id = '${GONE}' where entity_id like 'AIDA%'`,
    /^access_traces AAAA\d+ iam \*: whose it is is not there$/,
  ],
  [`update usage set subject = '${GONE}'`, /^usage AAAA\w+: what was used is not there$/],
  [
    "update account_counts set users = 5 where account_id = '000000000001'",
    /^account_counts 000000000001: it should hold users 2, groups 1, roles 1, policies 1, instance_profiles 1, server_certificates 1$/,
  ],
  [
    "delete from account_counts where account_id = '000000000002'",
    /^account_counts 000000000002: it should hold users 0/,
  ],
  [
    "delete from users where id = 'AIDA00000000000000002'",
    /^account_counts 000000000001: it should hold users 1/,
  ],
];

/** What PostgreSQL's own rules never let happen. */
export const RUDE_DAMAGES: readonly Damage[] = [
  [
    "update users set path = '/' || char(0) || '/' where id = 'AIDA00000000000000002'",
    /^users \w+: path cannot hold U\+0000/,
  ],
  [
    "update login_profiles set password_reset_required = 2",
    /^login_profiles \w+: its password_reset_required is 2, and should be 0$/,
  ],
  [
    "update users set account_id = '000000000009' where id = 'AIDA00000000000000002'",
    /^users \w+: there is nothing in accounts for its account_id 000000000009$/,
  ],
  [
    "update organization_members set organization_id = 'o-9999999999' where account_id = '000000000002'",
    /^organization_members 000000000002: there is nothing in organizations for its organization_id o-9999999999$/,
  ],
  [
    "update organizations set management_account_id = '000000000009'",
    /^organizations o-0000000000: there is nothing in accounts for its management_account_id/,
  ],
  [
    "update account_details set account_id = '000000000009'",
    /^account_details 000000000009: there is nothing in accounts/,
  ],
  [`update memberships set group_id = '${GONE}'`, /^memberships \w+ AAAA\w+: there is nothing in groups/],
  [`update memberships set user_id = '${GONE}'`, /^memberships AAAA\w+ \w+: there is nothing in users/],
  [
    `update policy_versions set policy_id = '${GONE}'`,
    /^policy_versions AAAA\w+ 1: there is nothing in policies/,
  ],
  [`update instance_profiles set role_id = '${GONE}'`, /^instance_profiles \w+: there is nothing in roles/],
  [`update login_profiles set user_id = '${GONE}'`, /^login_profiles AAAA\w+: there is nothing in users/],
  [
    "update reports set account_id = '000000000009'",
    /^reports report-1: there is nothing in accounts for its account_id 000000000009$/,
  ],
  [
    "update issuer_keys set account_id = '000000000009'",
    /^issuer_keys 000000000009 RSA_1: there is nothing in accounts/,
  ],
  [
    "update delegation_requests set requestor_account_id = '000000000009'",
    /^delegation_requests dr-1: there is nothing in accounts for its requestor_account_id 000000000009$/,
  ],
  ["update access_keys set status = 'Odd'", /^database: CHECK constraint failed in access_keys$/],
  [
    "insert into account_counts (account_id) values ('000000000009')",
    /^account_counts 000000000009: it holds users 0.* of nothing$/,
  ],
  [
    `delete from accounts where id = '000000000002'`,
    /^database: rows of account_counts refer to what accounts does not hold$/,
  ],
];
