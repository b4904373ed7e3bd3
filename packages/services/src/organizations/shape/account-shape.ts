import type { Account } from "@rolecall/contracts/organizations";
import type { OrganizationRecord } from "@rolecall/store";
import { memberArn } from "../arns.ts";
import type { Member } from "../subject/member.ts";

/** Without `Paths`, which lists of delegated administrators do not have. */
export function accountToWire(organization: OrganizationRecord, { member, account }: Member): Account {
  const isClosed = account.closedAt !== undefined;
  return {
    Id: account.id,
    Arn: memberArn(organization, account.id),
    Email: account.email,
    Name: account.name,
    Status: isClosed ? "SUSPENDED" : "ACTIVE",
    State: isClosed ? "CLOSED" : "ACTIVE",
    JoinedMethod: member.joinedMethod,
    JoinedTimestamp: new Date(member.joinedAt),
  };
}
