import type { QuotaSettings } from "@rolecall/operations";
import { nearestName } from "@rolecall/policy";
import { SERVICE_QUOTAS } from "@rolecall/services/quotas";
import { Mistake } from "./mistake.ts";

/** Every quota by the name that the command line knows it by: `iam.UsersPerAccount`. */
const QUOTAS: ReadonlyMap<string, { readonly service: string; readonly quota: string }> = new Map(
  SERVICE_QUOTAS.flatMap(({ service, defaults }) =>
    Object.keys(defaults).map((quota) => [`${service}.${quota}`, { service, quota }] as const),
  ),
);

/** Names without a service, of when IAM and STS were all there was. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  [...QUOTAS]
    .filter(([, { service }]) => service === "iam" || service === "sts")
    .map(([name, { quota }]) => [quota.charAt(0).toLowerCase() + quota.slice(1), name]),
);

/**
 * Reads `--quota iam.GroupsPerAccount=500`, given as often as needed.
 * @throws Mistake that names the quota and what is wrong with it.
 */
export function readQuotas(settings: readonly string[]): QuotaSettings {
  const told: Record<string, Record<string, number>> = {};
  for (const setting of settings) {
    const [given = "", value = ""] = setting.split("=", 2);
    const named = QUOTAS.get(ALIASES.get(given) ?? given);
    if (named === undefined) {
      throw new Mistake(`--quota: "${given}" is not a quota. ${suggestQuota(given)}`);
    }
    if (!setting.includes("=")) {
      throw new Mistake(`--quota ${given}: a number is missing behind it: --quota ${given}=500.`);
    }
    if (!/^\d{1,9}$/.test(value)) {
      throw new Mistake(`--quota ${given}: "${value}" is not a whole number.`);
    }
    told[named.service] = { ...told[named.service], [named.quota]: Number(value) };
  }
  return told;
}

/** The quota that was meant, or those of the service that was named, or of all. */
function suggestQuota(given: string): string {
  const names = [...QUOTAS.keys()];
  const meant =
    names.find((name) => name.startsWith(given) && given.includes(".")) ?? nearestName(given, names);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  const [service = ""] = given.split(".");
  const own = names.filter((name) => name.startsWith(`${service}.`));
  return `Quotas: ${(own.length === 0 ? names : own).join(", ")}.`;
}
