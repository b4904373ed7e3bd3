import { Mistake } from "../mistake.ts";

/** A seed: what an empty installation begins with. */
export interface Seed {
  readonly accounts: readonly SeedAccount[];
}

/** Policy documents are JSON in the seed's own syntax, or text. */
export type SeedDocument = string | { readonly [key: string]: unknown };

export type SeedTags = Readonly<Record<string, string>>;

export interface SeedAccount {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly rootPassword?: string;
  readonly alias?: string;
  readonly policies?: readonly SeedPolicy[];
  readonly groups?: readonly SeedGroup[];
  readonly users?: readonly SeedUser[];
  readonly roles?: readonly SeedRole[];
}

export interface SeedPolicy {
  readonly name: string;
  readonly path?: string;
  readonly description?: string;
  readonly document: SeedDocument;
  readonly tags?: SeedTags;
}

/** What groups, users and roles can all have. `policies` are ARNs, or names of this account's policies. */
export interface SeedPolicies {
  readonly policies?: readonly string[];
  readonly inlinePolicies?: Readonly<Record<string, SeedDocument>>;
}

export interface SeedGroup extends SeedPolicies {
  readonly name: string;
  readonly path?: string;
}

export interface SeedUser extends SeedPolicies {
  readonly name: string;
  readonly path?: string;
  readonly groups?: readonly string[];
  readonly permissionsBoundary?: string;
  readonly password?: string;
  readonly accessKeys?: readonly SeedAccessKey[];
  readonly tags?: SeedTags;
}

export interface SeedAccessKey {
  readonly id: string;
  readonly secret: string;
}

export interface SeedRole extends SeedPolicies {
  readonly name: string;
  readonly path?: string;
  readonly description?: string;
  readonly trust: SeedDocument;
  readonly permissionsBoundary?: string;
  readonly maxSessionSeconds?: number;
  readonly tags?: SeedTags;
}

/** Where a value stands in the seed: keys and indexes from the top. */
export type SeedPath = readonly (string | number)[];

/** `accounts[0].users[2].name` */
export function formatSeedPath(path: SeedPath): string {
  const parts = path.map((step, index) => {
    if (typeof step === "number") return `[${step}]`;
    return index === 0 ? step : `.${step}`;
  });
  return parts.length === 0 ? "(top level)" : parts.join("");
}

/** Something in a seed is wrong. INVARIANT: the message never repeats a password or secret. */
export class SeedError extends Mistake {
  override readonly name = "SeedError";
}
