import type { Root } from "@rolecall/contracts/organizations";
import type { OrganizationRecord } from "@rolecall/store";
import { targetArn } from "../arns.ts";
import { ROOT_NAME } from "../subject/node.ts";

/** A type that is off is not in it. */
export function rootToWire(organization: OrganizationRecord): Root {
  const { rootId, enabledPolicyTypes } = organization;
  return {
    Id: rootId,
    Arn: targetArn(organization, { targetKind: "root", targetId: rootId }),
    Name: ROOT_NAME,
    PolicyTypes: enabledPolicyTypes.map((Type) => ({ Type, Status: "ENABLED" })),
  };
}
