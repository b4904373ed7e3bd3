import { type OrganizationId, type RootId, toAccountId } from "@rolecall/names";
import type { EpochMilliseconds, OrganizationRecord } from "@rolecall/store";
import { type Installation, wholeSeconds } from "../../installation/installation.ts";
import { readKeptOrganization } from "../../organization/source/kept-organization.ts";
import { rewriteOrganization } from "../../organization/source/rewrite-organization.ts";
import { formatSeedPath } from "../seed-path.ts";
import type { PolicyIds } from "./apply-policies.ts";
import type { UnitIds } from "./apply-tree.ts";
import { qualifiedName } from "./named-policies.ts";
import { nodesOf, placementsOf } from "./seed-nodes.ts";
import type { SeedMember, SeedOrganization } from "./seed-organization.ts";

interface Made {
  readonly organizationId: OrganizationId;
  readonly rootId: RootId;
  readonly idOf: UnitIds;
  readonly policyIdOf: PolicyIds;
}

/**
 * Gives an organization that the operations made what none of them can say: ids and dates of where it was exported, how accounts
 * joined, which of them are closed. Nothing is done where the seed says nothing of that.
 */
export async function settleOrganization(
  { store, clock }: Installation,
  seed: SeedOrganization,
  made: Made,
): Promise<void> {
  const ids = givenIds(seed, made);
  const told = [...placementsOf(seed)].map(({ member }) => member).filter(tellsMore);
  if (ids.size === 0 && told.length === 0 && !tellsDates(seed)) return;
  const now = wholeSeconds(clock());
  await store.write(async (tx) => {
    const organization = await tx.organizations.byId(made.organizationId);
    if (organization === undefined) throw new Error("The organization that was made is gone.");
    const kept = await readKeptOrganization(tx, organization);
    const members = new Map(told.map((member) => [toAccountId(member.id), member]));
    await rewriteOrganization(tx, kept, {
      idOf: (id) => ids.get(id) ?? id,
      organization: (record) => withDates(record, seed),
      member: (record) => ({ ...record, ...membershipOf(members.get(record.accountId)) }),
      delegated: (record) => {
        const at = dateOf(
          seed.delegatedAdministrators?.find(
            ({ account, service }) => account === record.accountId && service === record.servicePrincipal,
          )?.delegatedAt,
        );
        return at === undefined ? record : { ...record, delegatedAt: at };
      },
    });
    for (const member of told) await closeAccount(tx, member, now);
  });
}

type Writing = Parameters<Parameters<Installation["store"]["write"]>[0]>[0];

async function closeAccount(tx: Writing, { id, state, closedAt }: SeedMember, now: EpochMilliseconds) {
  if (state !== "CLOSED") return;
  const account = await tx.accounts.byId(toAccountId(id));
  if (account !== undefined) await tx.accounts.update({ ...account, closedAt: dateOf(closedAt) ?? now });
}

function tellsMore({ joinedMethod, joinedAt, state }: SeedMember): boolean {
  return joinedMethod !== undefined || joinedAt !== undefined || state === "CLOSED";
}

function tellsDates({
  trustedServices = [],
  delegatedAdministrators = [],
  rootFeatures,
}: SeedOrganization): boolean {
  return (
    rootFeatures !== undefined ||
    trustedServices.some((trusted) => typeof trusted !== "string" && trusted.enabledAt !== undefined) ||
    delegatedAdministrators.some(({ delegatedAt }) => delegatedAt !== undefined)
  );
}

/** The ids that the seed gives, by those that the operations gave. */
function givenIds(seed: SeedOrganization, made: Made): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  const add = (from: string | undefined, to: string | undefined) => {
    if (from !== undefined && to !== undefined) ids.set(from, to);
  };
  add(made.organizationId, seed.id);
  for (const { path, node } of nodesOf(seed)) {
    const from = made.idOf.get(formatSeedPath(path));
    add(from, node.id ?? underRoot(from, seed.root?.id));
  }
  for (const policy of seed.policies ?? []) add(made.policyIdOf.get(qualifiedName(policy)), policy.id);
  return ids;
}

/** A unit carries its root's four characters: one whose own are random gets those of a root that was given. */
function underRoot(unitId: string | undefined, rootId: string | undefined): string | undefined {
  if (unitId === undefined || rootId === undefined) return undefined;
  return `ou-${rootId.slice("r-".length)}-${unitId.split("-").at(-1)}`;
}

function withDates(record: OrganizationRecord, seed: SeedOrganization): OrganizationRecord {
  const enabledAt = new Map(
    (seed.trustedServices ?? []).map((trusted) =>
      typeof trusted === "string" ? [trusted, undefined] : [trusted.service, dateOf(trusted.enabledAt)],
    ),
  );
  const { resourcePolicy } = record;
  const policyId = seed.delegationPolicy?.id;
  return {
    ...record,
    trustedServices: record.trustedServices.map((trusted) => ({
      ...trusted,
      enabledAt: enabledAt.get(trusted.servicePrincipal) ?? trusted.enabledAt,
    })),
    ...(seed.rootFeatures !== undefined && { rootFeatures: seed.rootFeatures }),
    ...(resourcePolicy !== undefined &&
      policyId !== undefined && { resourcePolicy: { ...resourcePolicy, id: policyId } }),
  };
}

function membershipOf(member: SeedMember | undefined) {
  const joinedAt = dateOf(member?.joinedAt);
  return {
    ...(member?.joinedMethod !== undefined && { joinedMethod: member.joinedMethod }),
    ...(joinedAt !== undefined && { joinedAt }),
  };
}

function dateOf(text: string | undefined): EpochMilliseconds | undefined {
  return text === undefined ? undefined : Date.parse(text);
}
