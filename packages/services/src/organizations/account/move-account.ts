import type { Requirement } from "@rolecall/access";
import { calledBy, type Subject } from "../access/called-by.ts";
import { organizations } from "../define.ts";
import type { PlainError } from "../error/plain-errors.ts";
import { refusal } from "../error.ts";
import { type FoundNode, findNode, nodePermission } from "../subject/node.ts";
import { type ParentNode, parentIdOf } from "../subject/node-named.ts";

interface Input {
  readonly AccountId: string;
  readonly SourceParentId: string;
  readonly DestinationParentId: string;
}

interface Found {
  readonly account: FoundNode;
  readonly source: FoundNode;
  readonly destination: FoundNode;
}

/**
 * The account, where it is and where it is to go: all three have to be permitted. Source: Service Authorization Reference, MoveAccount.
 */
const movedAccount: Subject<Input, Found, Found> = {
  async find({ tx, input }, { organization }) {
    const [account, source, destination] = await Promise.all([
      findNode(tx, organization, input.AccountId),
      findNode(tx, organization, input.SourceParentId),
      findNode(tx, organization, input.DestinationParentId),
    ]);
    return { account, source, destination };
  },
  permission: (_call, { account }, { organization }) => nodePermission(organization, account),
  also: (_call, { source, destination }, { organization }) =>
    [source, destination].map(
      (node): Requirement => ({
        ...nodePermission(organization, node),
        action: "organizations:MoveAccount",
      }),
    ),
  take: (found) => found,
};

/**
 * Recorded: an account that is not under the source is an account that does not exist.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_MoveAccount.html
 */
export const moveAccount = organizations.write("MoveAccount", {
  on: calledBy("management", movedAccount),
  perform: async ({ call: { tx }, target: { subject } }) => {
    const { record } = subject.account;
    const source = takeParent(subject.source, "SourceParentNotFoundException");
    const destination = takeParent(subject.destination, "DestinationParentNotFoundException");
    if (record?.kind !== "account") throw refusal("AccountNotFoundException");
    const parentId = parentIdOf(destination);
    if (record.member.parentId === parentId) throw refusal("DuplicateAccountException");
    if (record.member.parentId !== parentIdOf(source)) throw refusal("AccountNotFoundException");
    await tx.organizationMembers.update({ ...record.member, parentId });
    return {};
  },
});

function takeParent({ record }: FoundNode, missing: PlainError): ParentNode {
  if (record === undefined || record.kind === "account") throw refusal(missing);
  return record;
}
