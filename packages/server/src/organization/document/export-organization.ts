import type { OrganizationAttachmentRecord, OrganizationPolicyRecord, Tag } from "@rolecall/store";
import type { SeedDocument } from "../../seed/families/document.ts";
import { qualifiedName } from "../../seed/organization/named-policies.ts";
import type {
  SeedAttachments,
  SeedMember,
  SeedOrganization,
  SeedOrganizationPolicy,
  SeedRoot,
  SeedUnit,
} from "../../seed/organization/seed-organization.ts";
import type { Seed } from "../../seed/seed.ts";
import type { KeptMember, KeptOrganization, KeptUnit } from "../source/kept-organization.ts";
import { byName } from "../source/tree-order.ts";
import { FULL_ACCESS_ID } from "../tree/organization-tree.ts";

/**
 * An organization as a seed that makes the same one again: accounts with their names and e-mails, and the tree with ids, dates, policies,
 * tags. What is in the accounts is not in it.
 */
export function exportOrganization(kept: KeptOrganization): Seed {
  const { organization, root, policies, delegatedAdministrators } = kept;
  const { resourcePolicy } = organization;
  const naming = nameAttached(kept);
  const members = [...membersOf(root)].sort((one, other) => (one.account.id < other.account.id ? -1 : 1));
  const seed: SeedOrganization = {
    id: organization.id,
    managementAccount: organization.managementAccountId,
    features: organization.featureSet,
    policyTypes: organization.enabledPolicyTypes,
    ...some(
      "trustedServices",
      organization.trustedServices.map(({ servicePrincipal, enabledAt }) => ({
        service: servicePrincipal,
        enabledAt: dateText(enabledAt),
      })),
    ),
    ...some(
      "delegatedAdministrators",
      delegatedAdministrators.map(({ accountId, servicePrincipal, delegatedAt }) => ({
        account: accountId,
        service: servicePrincipal,
        delegatedAt: dateText(delegatedAt),
      })),
    ),
    ...some("rootFeatures", organization.rootFeatures),
    ...(resourcePolicy !== undefined && {
      delegationPolicy: {
        id: resourcePolicy.id,
        document: documentOf(resourcePolicy.content),
        ...tagsOf(resourcePolicy.tags),
      },
    }),
    policies: policies.toSorted(byName).map(policyOf),
    root: { ...rootOf(naming, root), ...tagsOf(organization.rootTags) },
  };
  const accounts = members.map(({ account: { id, name, email, alias } }) => ({
    id,
    name,
    email,
    ...(alias !== undefined && { alias }),
  }));
  return { accounts, organization: seed };
}

function* membersOf(unit: KeptUnit): Iterable<KeptMember> {
  yield* unit.members;
  for (const inner of unit.units) yield* membersOf(inner);
}

interface Naming {
  /** What lists call a policy; undefined of AWS's own. */
  nameOf(attachment: OrganizationAttachmentRecord): string | undefined;
  readonly hasServiceControl: boolean;
}

const AWS_NAMES = ["FullAWSAccess", "RCPFullAWSAccess"];

function nameAttached({ policies, organization }: KeptOrganization): Naming {
  const byId = new Map(policies.map((policy) => [policy.id, policy]));
  const taken = Map.groupBy([...AWS_NAMES, ...policies.map(({ name }) => name)], (name) => name);
  return {
    hasServiceControl: organization.enabledPolicyTypes.includes("SERVICE_CONTROL_POLICY"),
    nameOf({ policyId }) {
      const policy = byId.get(policyId);
      if (policy === undefined) return undefined;
      // A name may look like that of another with its type before it.
      const isPlain =
        taken.get(policy.name)?.length === 1 &&
        !policies.some((other) => qualifiedName(other) === policy.name);
      return isPlain ? policy.name : qualifiedName(policy);
    },
  };
}

function attachmentsOf(
  naming: Naming,
  attachments: readonly OrganizationAttachmentRecord[],
): SeedAttachments {
  const isFull = attachments.some(({ policyId }) => policyId === FULL_ACCESS_ID);
  const names = attachments
    .map((attachment) => naming.nameOf(attachment))
    .filter((name) => name !== undefined);
  return {
    ...some("policies", names),
    ...(naming.hasServiceControl && !isFull && { fullAccess: false }),
  };
}

function rootOf(naming: Naming, { id, attachments, members, units }: KeptUnit): SeedRoot {
  return {
    id,
    ...attachmentsOf(naming, attachments),
    ...some(
      "accounts",
      members.map((member) => memberOf(naming, member)),
    ),
    ...some(
      "units",
      units.map((unit) => unitOf(naming, unit)).sort((one, other) => byName(named(one), named(other))),
    ),
  };
}

function named({ id = "", name }: SeedUnit) {
  return { id, name };
}

function unitOf(naming: Naming, unit: KeptUnit): SeedUnit {
  const { id, ...more } = rootOf(naming, unit);
  return { id: `${id}`, name: unit.record?.name ?? "", ...tagsOf(unit.record?.tags ?? []), ...more };
}

function memberOf(naming: Naming, { member, account, attachments }: KeptMember): SeedMember {
  return {
    id: account.id,
    joinedMethod: member.joinedMethod,
    joinedAt: dateText(member.joinedAt),
    ...(account.closedAt !== undefined && { state: "CLOSED" as const, closedAt: dateText(account.closedAt) }),
    ...attachmentsOf(naming, attachments),
    ...tagsOf(member.tags),
  };
}

function policyOf({
  id,
  name,
  type,
  description,
  content,
  tags,
}: OrganizationPolicyRecord): SeedOrganizationPolicy {
  return {
    id,
    name,
    type,
    ...(description !== "" && { description }),
    document: documentOf(content),
    ...tagsOf(tags),
  };
}

/** JSON where that says the same to the character, else the text. */
function documentOf(content: string): SeedDocument {
  const value: unknown = JSON.parse(content);
  const isSame = typeof value === "object" && value !== null && JSON.stringify(value) === content;
  return isSame ? (value as SeedDocument) : content;
}

function tagsOf(tags: readonly Tag[]): { readonly tags?: Readonly<Record<string, string>> } {
  if (tags.length === 0) return {};
  return { tags: Object.fromEntries(tags.map(({ key, value }) => [key, value])) };
}

/** `2026-01-31T12:00:00Z`, with milliseconds where there are any. */
function dateText(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(".000Z", "Z");
}

/** A list under its key, unless it is empty. */
function some<Key extends string, Item>(
  key: Key,
  items: readonly Item[],
): { readonly [K in Key]?: readonly Item[] } {
  return (items.length === 0 ? {} : { [key]: items }) as { readonly [K in Key]?: readonly Item[] };
}
