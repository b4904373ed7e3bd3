/** The roots, units and accounts of an organization by name, as far as the caller may know them. */
import { type ConsultedSet, permitted, type Requirement } from "@rolecall/access";
import { parseArn, toAccountId, toOrganizationId } from "@rolecall/names";
import type { OrganizationNode } from "@rolecall/policy";
import { letIn } from "../../organizations/access/let-in.ts";
import type { Reading } from "./described-policy.ts";

interface KnownNode {
  readonly kind: OrganizationNode["kind"];
  readonly id: string;
  readonly name: string;
  /** Undefined where the caller may not know the name. */
  readonly reading: Requirement | "everybody" | undefined;
}

/** By ARN. Whom Organizations tells no names gets ids, which AWS's own denials tell too. */
export async function describeLevels(
  call: Reading,
  sets: readonly ConsultedSet[],
): Promise<ReadonlyMap<string, OrganizationNode>> {
  const known = new Map<string, KnownNode>();
  for (const arn of new Set(sets.flatMap(({ node }) => node ?? []))) {
    const found = await knownNode(call, arn);
    if (found !== undefined) known.set(arn, found);
  }
  const asked = [...known.values()].flatMap(({ reading }) =>
    reading === undefined || reading === "everybody" ? [] : [reading],
  );
  const given = await permitted({ tx: call.tx, directory: call.env.directory }, call, asked);
  const isKnown = ({ reading }: KnownNode) =>
    reading === "everybody" || (reading !== undefined && given[asked.indexOf(reading)] === true);
  return new Map(
    [...known].map(([arn, node]) => {
      const { kind, id, name } = node;
      return [arn, { kind, id, name: isKnown(node) ? name : id }];
    }),
  );
}

async function knownNode(call: Reading, arn: string): Promise<KnownNode | undefined> {
  const root = parseArn("organization-root", arn);
  if (root !== undefined) return { kind: "root", id: root.rootId, name: "Root", reading: "everybody" };
  const unit = parseArn("organizational-unit", arn);
  if (unit !== undefined) {
    const id = unit.unitId;
    const record = await call.tx.organizationalUnits.byId(toOrganizationId("unit", id));
    const reading = await letIn(call, { action: "organizations:DescribeOrganizationalUnit", resource: arn });
    return { kind: "unit", id, name: record?.name ?? id, reading };
  }
  const account = parseArn("organization-account", arn);
  if (account === undefined) return undefined;
  const id = account.memberId;
  const record = await call.tx.accounts.byId(toAccountId(id));
  const reading =
    id === call.caller.accountId
      ? "everybody"
      : await letIn(call, { action: "organizations:DescribeAccount", resource: arn });
  return { kind: "account", id, name: record?.name ?? id, reading };
}
