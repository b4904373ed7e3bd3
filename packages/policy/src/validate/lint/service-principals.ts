import type { WarningFinding } from "../../document/finding.ts";
import { isOwnServiceName, isServicePrincipal, meantService } from "../../document/service-principal.ts";
import { type LintedPolicy, warn } from "./lint-rule.ts";

/** Services that AWS does not have, where it is not IAM that refuses them: they never come. */
export function* lintServicePrincipals({ kind, policy }: LintedPolicy): Iterable<WarningFinding> {
  if (kind !== "resource") return;
  for (const { principal } of policy.statements) {
    for (const { type, value } of principal?.entries ?? []) {
      if (type !== "Service" || isServicePrincipal(value) || isOwnServiceName(value)) continue;
      const meant = meantService(value);
      yield warn("unknownServicePrincipal", {
        span: principal!.span,
        message: `No service of AWS is known as ${JSON.stringify(value)}.`,
        suggestion:
          meant === undefined
            ? 'Name a service, such as "cloudtrail.amazonaws.com".'
            : `Did you mean "${meant}"?`,
      });
    }
  }
}
