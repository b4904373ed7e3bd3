import type { Schema } from "../../../src/migrations/schema.ts";
import { first } from "./0001-first.ts";
import { dataKeys } from "./0002-data-keys.ts";
import { compatibleFrom } from "./0003-compatible-from.ts";
import { organizations } from "./0004-organizations.ts";
import { identity } from "./0005-identity.ts";
import { installation } from "./0006-installation.ts";
import { rolesAnywhere } from "./0007-roles-anywhere.ts";
import { machines } from "./0008-machines.ts";
import { services } from "./0009-services.ts";
import { tasks } from "./0010-tasks.ts";
import { podIdentity } from "./0011-pod-identity.ts";
import { browserSessions } from "./0012-browser-sessions.ts";
import { signInTries } from "./0013-sign-in-tries.ts";
import { searchedKeys } from "./0014-searched-keys.ts";
import { signInProviders } from "./0015-sign-in-providers.ts";
import { COMPATIBLE_FROM } from "./compatible-from.ts";

/**
 * In order, each a list of statements; the number of a migration is its place, counted from 1. One that has been released is
 * never changed.
 */
export const MIGRATIONS: readonly (readonly string[])[] = [
  first,
  dataKeys,
  compatibleFrom,
  organizations,
  identity,
  installation,
  rolesAnywhere,
  machines,
  services,
  tasks,
  podIdentity,
  browserSessions,
  signInTries,
  searchedKeys,
  signInProviders,
];

export const SCHEMA: Schema<readonly string[]> = { migrations: MIGRATIONS, compatibleFrom: COMPATIBLE_FROM };
