/** What has to be true of rows besides. Each selects, under the names of the key, those of which it is not. */

export interface Rule {
  readonly table: string;
  readonly sql: string;
  /** Of a row that breaks it. */
  readonly says: string;
}

export const RULES: readonly Rule[] = [
  {
    table: "policies",
    sql: `select id from policies where exists (select 1 from policy_versions
      where policy_versions.policy_id = policies.id and policy_versions.version > policies.latest_version)`,
    says: "it has a version that is newer than its latest_version",
  },
  {
    table: "policies",
    sql: "select id from policies where substr(arn, 14, 12) <> account_id",
    says: "its ARN names another account",
  },
  {
    table: "usage",
    sql: `select subject from usage where not exists (select 1 from access_keys where id = subject)
      and not exists (select 1 from users where id = subject) and not exists (select 1 from roles where id = subject)
      and not exists (select 1 from accounts where id = subject)`,
    says: "what was used is not there",
  },
  {
    table: "access_traces",
    sql: `select entity_id, service_namespace, action from access_traces where entity_id <> account_id
      and not exists (select 1 from users where id = entity_id and users.account_id = access_traces.account_id)
      and not exists (select 1 from roles where id = entity_id and roles.account_id = access_traces.account_id)`,
    says: "whose it is is not there",
  },
];
