import type { WriteTransaction } from "../families.ts";
import type { GroupRecord } from "../records/group.ts";
import type { PolicyRecord } from "../records/policy.ts";
import type { RoleRecord } from "../records/role.ts";
import type { UserRecord } from "../records/user.ts";
import { AccessKeys } from "./families/access-keys.ts";
import { Accounts } from "./families/accounts.ts";
import { Attachments } from "./families/attachments.ts";
import { Entities } from "./families/entities.ts";
import { groupFamily } from "./families/groups.ts";
import { InlinePolicies } from "./families/inline-policies.ts";
import { InstanceProfiles } from "./families/instance-profiles.ts";
import { LoginProfiles } from "./families/login-profiles.ts";
import { Memberships } from "./families/memberships.ts";
import { policyFamily } from "./families/policies.ts";
import { PolicyVersions } from "./families/policy-versions.ts";
import { roleFamily } from "./families/roles.ts";
import { Usage } from "./families/usage.ts";
import { userFamily } from "./families/users.ts";
import type { EntityTable, PolicyTable, RoleTable, UserTable } from "./schema.ts";
import type { SqlSession } from "./session.ts";

/**
 * Every record family over one session. Families are made when they are first asked for, since most transactions use
 * two or three of the thirteen and every request makes a transaction.
 */
export class SqlTransaction implements WriteTransaction {
  readonly #session: SqlSession;
  #accounts: Accounts | undefined;
  #users: Entities<UserRecord, UserTable> | undefined;
  #groups: Entities<GroupRecord, EntityTable> | undefined;
  #roles: Entities<RoleRecord, RoleTable> | undefined;
  #instanceProfiles: InstanceProfiles | undefined;
  #policies: Entities<PolicyRecord, PolicyTable> | undefined;
  #policyVersions: PolicyVersions | undefined;
  #attachments: Attachments | undefined;
  #inlinePolicies: InlinePolicies | undefined;
  #memberships: Memberships | undefined;
  #accessKeys: AccessKeys | undefined;
  #loginProfiles: LoginProfiles | undefined;
  #usage: Usage | undefined;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  get accounts(): Accounts {
    this.#accounts ??= new Accounts(this.#session);
    return this.#accounts;
  }
  get users(): Entities<UserRecord, UserTable> {
    this.#users ??= new Entities(this.#session, userFamily);
    return this.#users;
  }
  get groups(): Entities<GroupRecord, EntityTable> {
    this.#groups ??= new Entities(this.#session, groupFamily);
    return this.#groups;
  }
  get roles(): Entities<RoleRecord, RoleTable> {
    this.#roles ??= new Entities(this.#session, roleFamily);
    return this.#roles;
  }
  get instanceProfiles(): InstanceProfiles {
    this.#instanceProfiles ??= new InstanceProfiles(this.#session);
    return this.#instanceProfiles;
  }
  get policies(): Entities<PolicyRecord, PolicyTable> {
    this.#policies ??= new Entities(this.#session, policyFamily);
    return this.#policies;
  }
  get policyVersions(): PolicyVersions {
    this.#policyVersions ??= new PolicyVersions(this.#session);
    return this.#policyVersions;
  }
  get attachments(): Attachments {
    this.#attachments ??= new Attachments(this.#session);
    return this.#attachments;
  }
  get inlinePolicies(): InlinePolicies {
    this.#inlinePolicies ??= new InlinePolicies(this.#session);
    return this.#inlinePolicies;
  }
  get memberships(): Memberships {
    this.#memberships ??= new Memberships(this.#session);
    return this.#memberships;
  }
  get accessKeys(): AccessKeys {
    this.#accessKeys ??= new AccessKeys(this.#session);
    return this.#accessKeys;
  }
  get loginProfiles(): LoginProfiles {
    this.#loginProfiles ??= new LoginProfiles(this.#session);
    return this.#loginProfiles;
  }
  get usage(): Usage {
    this.#usage ??= new Usage(this.#session);
    return this.#usage;
  }
}
