import type { OrganizationPolicyType, OrganizationRecord } from "@rolecall/store";
import type { Subject } from "../access/called-by.ts";
import { refusal } from "../error.ts";
import { type FoundNode, findNode, nodePermission } from "../subject/node.ts";
import { typeContext } from "../subject/policy.ts";

interface Naming {
  readonly RootId: string;
  readonly PolicyType: OrganizationPolicyType;
}

/** The root on which a type of policies is enabled or disabled. */
export const rootAndType: Subject<Naming, FoundNode, OrganizationRecord> = {
  find: ({ tx, input }, { organization }) => findNode(tx, organization, input.RootId),
  permission: ({ input }, found, { organization }) => ({
    ...nodePermission(organization, found),
    ...typeContext(input.PolicyType),
  }),
  take({ record }) {
    if (record?.kind !== "root") throw refusal("RootNotFoundException");
    return record.organization;
  },
};
