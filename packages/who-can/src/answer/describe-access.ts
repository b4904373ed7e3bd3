/** What an identity's policies come to: services, and the levels of access in each. */
import type { CompiledPolicySet, LayerName, Policy } from "@rolecall/policy";
import {
  type AccessLevel,
  type AccessReference,
  describePolicy,
  type PolicyClaim,
} from "@rolecall/policy/describe";

export interface GrantedService {
  /** The prefix of its actions: `s3`. */
  readonly service: string;
  /** `S3` */
  readonly label: string;
  /** Every action of it. */
  readonly isWhole: boolean;
  readonly levels: readonly AccessLevel[];
}

export interface AccessOfIdentity {
  /** Every action of every service, or all but some. */
  readonly isEverything: boolean;
  /** Sorted by service. What conditions and resources narrow is told as what it is at most. */
  readonly grants: readonly GrantedService[];
  /** Some of it is written so that no words say it, such as `*:Get*`. */
  readonly hasUntold: boolean;
  /** Layers that may take some of it away. */
  readonly limitedBy: readonly LayerName[];
}

export function describeAccess(
  identity: CompiledPolicySet,
  limitedBy: readonly LayerName[],
  reference: AccessReference,
): AccessOfIdentity {
  const statements = identity.policies.flatMap(({ policy }) => policy.statements);
  const policy: Policy = {
    kind: "identity",
    version: "2012-10-17",
    statements: statements.map((statement, index) => ({ ...statement, index })),
  };
  const { grants } = describePolicy(policy, reference);
  const services = new Map<string, GrantedService>();
  for (const { actions } of grants) {
    if (actions.kind === "some") for (const each of actions.services) add(services, each);
  }
  return {
    isEverything: grants.some(({ actions }) => actions.kind === "allBut"),
    grants: [...services.values()].sort((one, other) => (one.service < other.service ? -1 : 1)),
    hasUntold: grants.some(({ actions }) => actions.kind === "unknown"),
    limitedBy,
  };
}

type Claimed = Extract<PolicyClaim["actions"], { readonly kind: "some" }>["services"][number];

function add(services: Map<string, GrantedService>, claimed: Claimed): void {
  const { service, label } = claimed;
  const before = services.get(service);
  const levels = claimed.levels.filter(({ count }) => count > 0 || claimed.isEverything);
  services.set(service, {
    service,
    label,
    isWhole: claimed.isEverything || before?.isWhole === true,
    levels: [...new Set([...(before?.levels ?? []), ...levels.map(({ level }) => level)])],
  });
}
