/** The families of records, by the name under which a transaction has them. What is true of every family is derived from here. */
import type { CredentialFamilies } from "./families/credentials.ts";
import type { FederationFamilies } from "./families/federation.ts";
import type { OrganizationFamilies } from "./families/organizations.ts";
import type { PrincipalFamilies } from "./families/principals.ts";
import type { RunningFamilies } from "./families/running.ts";
import type { PodIdentityFamilies } from "./records/pod-identity.ts";
import type { Searches } from "./records/searches.ts";

export interface Families
  extends PrincipalFamilies,
    CredentialFamilies,
    FederationFamilies,
    PodIdentityFamilies,
    OrganizationFamilies,
    RunningFamilies {}

export type FamilyName = keyof Families;
export type RecordOf<Name extends FamilyName> = Families[Name]["record"];

/** The records that changes are told of, by what the change feed calls them. */
export type Subjects = { readonly [Name in FamilyName as Families[Name]["kind"]]: Families[Name]["record"] };

/**
 * What a change is about. `policy`, `oidcProvider` and `samlProvider` carry the ARN, `accessKey` and `dataKey` the key id, the others the unique id or account id.
 */
export type SubjectKind = keyof Subjects;

/** What every transaction has besides its families. */
interface BesidesFamilies {
  readonly search: Searches;
  /**
   * Whether what is read now may be remembered beyond the work: not where listeners have heard of changes since this snapshot
   * was taken, which it does not hold, nor where it holds what is not committed.
   */
  readonly mayRemember: boolean;
}

export type ReadTransaction = BesidesFamilies & { readonly [Name in FamilyName]: Families[Name]["reader"] };
export type WriteTransaction = BesidesFamilies & { readonly [Name in FamilyName]: Families[Name]["writer"] };
