import type { CompiledPolicySet, RequestPrincipal } from "@rolecall/policy";
import { type Node, nameOf } from "../installation/node.ts";

/**
 * How a role's session came to be, which its condition keys tell of: by a user, who may have shown a code; by another session or a
 * service, who cannot; by a token or an assertion; or in any of these ways.
 */
export type Origin = "user" | "session" | "token" | "any";

/** Somebody as it asks. Of a role it is a session of it. */
export interface Actor {
  readonly node: Node;
  readonly origin: Origin;
  /** A name that the session has to have. */
  readonly sessionName?: string | undefined;
  /** What limits the session that asks; a new one has none of its own. */
  readonly session?: readonly CompiledPolicySet[] | undefined;
}

/** What sessions are called of which nobody asks for a name: none that a policy would write. */
const ANY_SESSION = "ANY-SESSION";

export function principalOf({ node, sessionName = ANY_SESSION }: Actor): RequestPrincipal {
  switch (node.kind) {
    case "user":
      return { kind: "user", accountId: node.account.id, arn: node.user.arn, id: node.user.id };
    case "role": {
      const { account, role } = node;
      const [, partition = "aws"] = role.arn.split(":");
      return {
        kind: "roleSession",
        accountId: account.id,
        arn: `arn:${partition}:sts::${account.id}:assumed-role/${role.name}/${sessionName}`,
        id: `${role.id}:${sessionName}`,
        roleArn: role.arn,
        roleId: role.id,
        serviceLinked: role.isServiceLinked,
      };
    }
    case "root":
      return { kind: "root", accountId: node.account.id, arn: nameOf(node) };
    case "service":
      return { kind: "service", service: node.name };
    case "provider":
      return { kind: "federated", provider: node.name };
    default:
      return { kind: "user", accountId: node.accountId ?? "", arn: node.name, id: "" };
  }
}
