import type { Schema } from "../../../src/migrations/schema.ts";
import { first } from "./0001-first.ts";
import { instances } from "./0002-instances.ts";
import { keysAndNeighbours } from "./0003-keys-and-neighbours.ts";
import { denials } from "./0004-denials.ts";
import { dataKeys } from "./0005-data-keys.ts";
import { compatibleFrom } from "./0006-compatible-from.ts";
import { organizations } from "./0007-organizations.ts";
import { identity } from "./0008-identity.ts";
import { installation } from "./0009-installation.ts";
import { rolesAnywhere } from "./0010-roles-anywhere.ts";
import { machines } from "./0011-machines.ts";
import { services } from "./0012-services.ts";
import { tasks } from "./0013-tasks.ts";
import { podIdentity } from "./0014-pod-identity.ts";
import { browserSessions } from "./0015-browser-sessions.ts";
import { signInTries } from "./0016-sign-in-tries.ts";
import { searchedKeys } from "./0017-searched-keys.ts";
import { signInProviders } from "./0018-sign-in-providers.ts";
import { COMPATIBLE_FROM } from "./compatible-from.ts";

/** In order; the number of a migration is its place, counted from 1. One that has been released is never changed. */
export const MIGRATIONS: readonly string[] = [
  first,
  instances,
  keysAndNeighbours,
  denials,
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

export const SCHEMA: Schema<string> = { migrations: MIGRATIONS, compatibleFrom: COMPATIBLE_FROM };
