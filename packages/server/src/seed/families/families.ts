import type { SeedFamily } from "./family.ts";
import { groups } from "./groups.ts";
import { instanceProfiles } from "./instance-profiles.ts";
import { instances } from "./instances.ts";
import { mfaDevices } from "./mfa-devices.ts";
import { oidcProviders } from "./oidc-providers.ts";
import { policies } from "./policies.ts";
import { roles } from "./roles.ts";
import { samlProviders } from "./saml-providers.ts";
import { users } from "./users.ts";

/** What an account of a seed may list, by its key, in the order in which it is created. */
export const FAMILIES = {
  policies,
  groups,
  users,
  mfaDevices,
  oidcProviders,
  samlProviders,
  roles,
  instanceProfiles,
  instances,
};

type FamilyKey = keyof typeof FAMILIES;
type ItemOf<Family> = Family extends SeedFamily<infer Item> ? Item : never;

/** The lists of an account. */
export type SeedLists = { readonly [Key in FamilyKey]?: readonly ItemOf<(typeof FAMILIES)[Key]>[] };

/** The table for those who treat all families alike. INVARIANT: a family is given the items of its own key alone. */
export const FAMILY_ROWS = Object.entries(FAMILIES) as readonly (readonly [FamilyKey, SeedFamily<unknown>])[];
