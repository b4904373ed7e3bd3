import type { OrganizationId, OrganizationPolicyId, ParentId } from "@rolecall/names";
import type { AccountId } from "../../records/identifier.ts";
import type {
  OrganizationAttachmentRecord,
  OrganizationAttachmentWriter,
  OrganizationTargetId,
  OrganizationTargetKind,
} from "../../records/organization-attachment.ts";
import type { OrganizationPolicyType } from "../../records/organization-policy.ts";
import type { Page, PageRequest } from "../../records/page.ts";
import { text, time } from "../column.ts";
import type { SqlFamily } from "../family.ts";
import { requireMember, requireParent } from "../organization.ts";
import { pageOf } from "../page.ts";
import type { SqlSession } from "../session.ts";
import { type AnySchema, statementsOf } from "../statement.ts";
import { table } from "../table.ts";

const attachments = table<OrganizationAttachmentRecord>()("organization_attachments", {
  key: ["targetId", "policyId"],
  columns: {
    organizationId: text(),
    targetKind: text(),
    targetId: text(),
    policyId: text(),
    policyType: text(),
    attachedAt: time(),
  },
  isOrdered: true,
});

const { toRow, toRecord } = attachments;
const one = attachments.selectBy(["targetId", "policyId"]);
const ofTarget = attachments.selectBy(["targetId"], "position");
const ofMembers = statementsOf<AnySchema>("organization_attachments")<{ parentId: ParentId }>()(
  "ofMembers",
  (db, p) =>
    db
      .selectFrom("organization_members")
      .innerJoin("organization_attachments", "target_id", "account_id")
      .select(attachments.columnNames.map((name) => `organization_attachments.${name}`))
      .where("parent_id", "=", p.parentId)
      .orderBy("position"),
);
const everywhere = attachments.selectBy(["policyId"]);
const ofPolicy = attachments.pageBy(["policyId", "organizationId"], "targetId");
const insertOne = attachments.insert();
const deleteOne = attachments.deleteBy(["targetId", "policyId"]);
const deleteOfTarget = attachments.deleteBy(["targetId"]);
const deleteOfPolicy = attachments.deleteBy(["policyId"]);
const deleteOfType = attachments.deleteBy(["organizationId", "policyType"]);
const deleteOfOrganization = attachments.deleteBy(["organizationId"]);

type Everywhere = Pick<
  OrganizationAttachmentRecord,
  "organizationId" | "policyId" | "policyType" | "attachedAt"
>;

/** Attaches to each row of a table that has it not, by its id: which comes first is no accident of a scan. */
function attachToEach(from: { table: string; organization: string; target: string }) {
  type Parameters = Everywhere & { readonly targetKind: OrganizationTargetKind };
  const statement = statementsOf<AnySchema>("organization_attachments.toEach")<Parameters>();
  return statement(from.table, (db, p) =>
    db
      .insertInto("organization_attachments")
      .columns(attachments.columnNames)
      .expression((eb) =>
        eb
          .selectFrom(from.table)
          .select((of) => [
            of.ref(from.organization).as("organization_id"),
            of.val(p.targetKind).as("target_kind"),
            of.ref(from.target).as("target_id"),
            of.val(p.policyId).as("policy_id"),
            of.val(p.policyType).as("policy_type"),
            of.val(p.attachedAt).as("attached_at"),
          ])
          .where(from.organization, "=", p.organizationId)
          .where(from.target, "not in", (not) =>
            not
              .selectFrom("organization_attachments")
              .select("target_id")
              .where("policy_id", "=", p.policyId)
              .where("organization_id", "=", p.organizationId),
          )
          .orderBy(from.target),
      ),
  );
}

const TO_EACH = {
  root: attachToEach({ table: "organizations", organization: "id", target: "root_id" }),
  organizationalUnit: attachToEach({
    table: "organizational_units",
    organization: "organization_id",
    target: "id",
  }),
  account: attachToEach({
    table: "organization_members",
    organization: "organization_id",
    target: "account_id",
  }),
} as const satisfies Record<OrganizationTargetKind, unknown>;
const TARGET_KINDS = Object.keys(TO_EACH) as readonly OrganizationTargetKind[];

class OrganizationAttachments implements OrganizationAttachmentWriter {
  readonly #session: SqlSession;

  constructor(session: SqlSession) {
    this.#session = session;
  }

  async has(targetId: OrganizationTargetId, policyId: OrganizationPolicyId): Promise<boolean> {
    return (await this.#session.first(one, { targetId, policyId })) !== undefined;
  }

  async ofTarget(targetId: OrganizationTargetId): Promise<readonly OrganizationAttachmentRecord[]> {
    return (await this.#session.all(ofTarget, { targetId })).map(toRecord);
  }

  async ofMembers(parentId: ParentId): Promise<readonly OrganizationAttachmentRecord[]> {
    const rows = await this.#session.all(ofMembers, { parentId });
    return rows.map((row) => toRecord(row as Parameters<typeof toRecord>[0]));
  }

  ofPolicy(
    organizationId: OrganizationId,
    policyId: OrganizationPolicyId,
    request: PageRequest,
  ): Promise<Page<OrganizationAttachmentRecord>> {
    const fetch = (after: string, limit: number) =>
      this.#session.all(ofPolicy, { policyId, organizationId, after, limit });
    return pageOf(request, fetch, { keyOf: (row) => row.target_id, toItem: toRecord });
  }

  async attach(record: OrganizationAttachmentRecord): Promise<boolean> {
    await requireTarget(this.#session, record);
    if (await this.has(record.targetId, record.policyId)) return false;
    await this.#session.send(insertOne, toRow(record));
    tell(this.#session, record);
    return true;
  }

  async detach(targetId: OrganizationTargetId, policyId: OrganizationPolicyId): Promise<boolean> {
    const row = await this.#session.first(one, { targetId, policyId });
    if (row === undefined) return false;
    await this.#session.send(deleteOne, { targetId, policyId });
    tell(this.#session, toRecord(row));
    return true;
  }

  async attachEverywhere(record: Everywhere): Promise<void> {
    let attached = 0;
    for (const targetKind of TARGET_KINDS) {
      attached += await this.#session.run(TO_EACH[targetKind], { ...record, targetKind });
    }
    if (attached > 0) this.#session.note("organization", record.organizationId);
  }

  async detachEverywhere(organizationId: OrganizationId, policyType: OrganizationPolicyType): Promise<void> {
    const detached = await this.#session.run(deleteOfType, { organizationId, policyType });
    if (detached > 0) this.#session.note("organization", organizationId);
  }
}

async function requireTarget(session: SqlSession, record: OrganizationAttachmentRecord): Promise<void> {
  const { organizationId, targetKind, targetId } = record;
  if (targetKind === "account") {
    await requireMember(session, { organizationId, accountId: targetId as AccountId });
  } else {
    await requireParent(session, { organizationId, parentId: targetId as ParentId });
  }
}

function tell(
  session: SqlSession,
  { organizationId, targetKind, targetId }: OrganizationAttachmentRecord,
): void {
  if (targetKind === "root") session.note("organization", organizationId);
  else session.note(targetKind, targetId);
}

/** Of a target that is told of already. */
export async function detachFrom(session: SqlSession, targetId: OrganizationTargetId): Promise<void> {
  await session.send(deleteOfTarget, { targetId });
}

export const organizationAttachmentFamily: SqlFamily<"organizationAttachments"> = {
  table: attachments,
  open: (session) => new OrganizationAttachments(session),
  whenDeleted: {
    organizationalUnit: (session, { id }) => detachFrom(session, id),
    async organizationPolicy(session, { id }) {
      const gone = await session.all(everywhere, { policyId: id });
      if (gone.length === 0) return;
      await session.send(deleteOfPolicy, { policyId: id });
      for (const row of gone) tell(session, toRecord(row));
    },
    // Each of its targets is told of by what goes with it.
    organization: async (session, { id }) =>
      void (await session.send(deleteOfOrganization, { organizationId: id })),
  },
};
