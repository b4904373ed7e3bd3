/** Tags of what Rolecall's own service keeps: as EC2 has them, keys keep their case. */
import type { Environment, StoredTagRules } from "@rolecall/operations";
import { invalidInput, quotaExceeded } from "./error.ts";
import { ROLECALL_QUOTAS } from "./quotas.ts";

export const TAG_RULES: StoredTagRules = {
  foldsCase: false,
  reservedKey: () => invalidInput("Tag keys beginning with aws: are reserved for system use."),
  duplicateKey: () => invalidInput("Duplicate tag keys found."),
  tooMany: (limit) => quotaExceeded("TagsPerResource", limit),
};

export function tagLimit(env: Environment): number {
  return ROLECALL_QUOTAS.of(env).TagsPerResource;
}
