import type { AccountRecord, OrganizationMemberRecord } from "@rolecall/store";
import type { Subject } from "../access/called-by.ts";
import { refusal } from "../error.ts";
import { type FoundNode, findNode, nodePermission } from "./node.ts";

export interface Member {
  readonly member: OrganizationMemberRecord;
  readonly account: AccountRecord;
}

/** An account of the organization, the management account too; AccountNotFoundException where it is not in it. */
export const memberAccount: Subject<{ readonly AccountId: string }, FoundNode, Member> = {
  find: ({ tx, input }, { organization }) => findNode(tx, organization, input.AccountId),
  permission: (_call, found, { organization }) => nodePermission(organization, found),
  take({ record }) {
    if (record?.kind !== "account") throw refusal("AccountNotFoundException");
    return record;
  },
};
