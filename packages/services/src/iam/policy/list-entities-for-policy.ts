import type {
  EntityType,
  ListEntitiesForPolicyRequest,
  ListEntitiesForPolicyResponse,
} from "@rolecall/contracts/iam";
import type { Arn, UniqueId } from "@rolecall/names";
import { type Call, type ListPart, openPage, pageOf, pageOfParts } from "@rolecall/operations";
import type { EntityRecord, OwnerKind, Page, PageRequest, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { policy } from "../on.ts";
import { ROOT_PATH } from "../requirement.ts";

/** Somebody who has the policy, attached or as a boundary. */
interface PolicyUser {
  readonly ownerKind: OwnerKind;
  readonly ownerId: UniqueId;
}

interface Listing {
  readonly call: Call<ListEntitiesForPolicyRequest, ReadTransaction>;
  readonly arn: Arn;
}

/**
 * Who has a policy, in pages that a filter may leave some out of.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html
 */
export const listEntitiesForPolicy = iam.read("ListEntitiesForPolicy", {
  on: policy,
  perform: async ({ call, target: found }) => {
    const { arn } = found.policy;
    const { EntityFilter, PathPrefix, PolicyUsageFilter } = call.input;
    const filters = [arn, EntityFilter, PathPrefix, PolicyUsageFilter];
    const pager = openPage(call, ...filters);
    const page = await pageOfParts(partsOf({ call, arn }), pager.request);
    return { ...(await showEntities(call, page.items)), ...pager.marks(page) };
  },
});

/** First whom it is attached to, then whose boundary it is, as far as is asked for; whoever has it both ways comes once. */
function partsOf(listing: Listing): readonly ListPart<PolicyUser>[] {
  const { PolicyUsageFilter: usage } = listing.call.input;
  const attached: ListPart<PolicyUser> = {
    name: "attached",
    list: (request) => attachedTo(listing, request),
  };
  const bounded: ListPart<PolicyUser> = { name: "boundary", list: (request) => boundedBy(listing, request) };
  if (usage === "PermissionsPolicy") return [attached];
  return usage === "PermissionsBoundary" ? [bounded] : [attached, bounded];
}

function attachedTo({ call, arn }: Listing, request: PageRequest): Promise<Page<PolicyUser>> {
  return call.tx.attachments.ofPolicy(call.caller.accountId, arn, request);
}

async function boundedBy({ call, arn }: Listing, request: PageRequest): Promise<Page<PolicyUser>> {
  const { attachments } = call.tx;
  const page = pageOf(
    await attachments.boundariesOfPolicy(call.caller.accountId, arn),
    ({ ownerId }) => ownerId,
    request,
  );
  if (call.input.PolicyUsageFilter === "PermissionsBoundary") return page;
  const isAttached = await Promise.all(page.items.map(({ ownerId }) => attachments.has(ownerId, arn)));
  return { ...page, items: page.items.filter((_, index) => !isAttached[index]) };
}

const FILTER_OF: Readonly<Record<OwnerKind, EntityType>> = { user: "User", group: "Group", role: "Role" };

async function showEntities(
  { input, tx }: Listing["call"],
  users: readonly PolicyUser[],
): Promise<Pick<ListEntitiesForPolicyResponse, "PolicyGroups" | "PolicyUsers" | "PolicyRoles">> {
  const family = { user: tx.users, group: tx.groups, role: tx.roles };
  const found: Record<OwnerKind, EntityRecord[]> = { user: [], group: [], role: [] };
  for (const { ownerKind, ownerId } of users) {
    if (input.EntityFilter !== undefined && input.EntityFilter !== FILTER_OF[ownerKind]) continue;
    const entity = await family[ownerKind].byId(ownerId);
    if (entity?.path.startsWith(input.PathPrefix ?? ROOT_PATH)) found[ownerKind].push(entity);
  }
  return {
    PolicyGroups: found.group.map(({ name, id }) => ({ GroupName: name, GroupId: id })),
    PolicyUsers: found.user.map(({ name, id }) => ({ UserName: name, UserId: id })),
    PolicyRoles: found.role.map(({ name, id }) => ({ RoleName: name, RoleId: id })),
  };
}
