/**
 * The whole of an account's permissions in pages: users, groups, roles, the account's policies, and those of AWS that the
 * account uses. A page may run from one sort into the next.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */

import type { Call, ManagedPolicy } from "@rolecall/access";
import type {
  EntityType,
  GetAccountAuthorizationDetailsRequest,
  GroupDetail,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from "@rolecall/contracts/iam";
import type { Page, PageRequest, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { groupDetail } from "../group/group-detail.ts";
import { openPage } from "../page.ts";
import { managedPolicyDetail } from "../policy/policy-detail.ts";
import { onAnything } from "../requirement.ts";
import { roleDetail } from "../role/role-detail.ts";
import { userDetail } from "../user/user-detail.ts";

type DetailsCall = Call<GetAccountAuthorizationDetailsRequest, ReadTransaction>;

/** The four lists of the answer, as they fill up. */
interface Details {
  readonly UserDetailList: UserDetail[];
  readonly GroupDetailList: GroupDetail[];
  readonly RoleDetailList: RoleDetail[];
  readonly Policies: ManagedPolicyDetail[];
}

/** Adds one page of a sort to the details; answers how many it added, and where it goes on. */
type Section = (
  call: DetailsCall,
  request: PageRequest,
  into: Details,
) => Promise<{ readonly count: number; readonly next?: string }>;

/** In the order in which they are told. */
const SECTIONS: Readonly<Record<EntityType, Section>> = {
  User: ({ tx, caller }, request, into) =>
    addAll(tx.users.list(caller.accountId, request), (user) => userDetail(tx, user), into.UserDetailList),
  Group: ({ tx, caller }, request, into) =>
    addAll(
      tx.groups.list(caller.accountId, request),
      (group) => groupDetail(tx, group),
      into.GroupDetailList,
    ),
  Role: ({ tx, caller }, request, into) =>
    addAll(tx.roles.list(caller.accountId, request), (role) => roleDetail(tx, role), into.RoleDetailList),
  LocalManagedPolicy: (call, request, into) =>
    addAll(
      call.tx.policies.list(call.caller.accountId, request),
      (policy) => managedPolicyDetail(call, { owner: "customer", policy }),
      into.Policies,
    ),
  AWSManagedPolicy: (call, request, into) =>
    addAll(
      usedAwsPolicies(call, request),
      (policy) => managedPolicyDetail(call, { owner: "aws", policy }),
      into.Policies,
    ),
};

const ALL_SECTIONS = Object.keys(SECTIONS) as readonly EntityType[];

export const getAccountAuthorizationDetails = iam.read("GetAccountAuthorizationDetails", {
  resolve: async () => undefined,
  requires: () => onAnything("iam:GetAccountAuthorizationDetails"),
  perform: async ({ call }) => {
    const { Filter: filter } = call.input;
    const asked = filter?.length ? ALL_SECTIONS.filter((section) => filter.includes(section)) : ALL_SECTIONS;
    const pager = openPage(call, "GetAccountAuthorizationDetails", ...asked);
    const details: Details = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
    const next = await fill(call, { asked, request: pager.request, into: details });
    return { ...details, ...pager.marks(next === undefined ? {} : { next }) };
  },
});

interface Filling {
  readonly asked: readonly EntityType[];
  readonly request: PageRequest;
  readonly into: Details;
}

/** Fills one page, section after section. Answers where it goes on: the section's place, and that section's own mark. */
async function fill(call: DetailsCall, { asked, request, into }: Filling): Promise<string | undefined> {
  const start = placeOf(request.after);
  let room = request.limit;
  for (const [index, name] of asked.entries()) {
    if (index < start.index) continue;
    if (room === 0) return `${index}:`;
    const from = index === start.index && start.mark !== "" ? { after: start.mark } : {};
    const { count, next } = await SECTIONS[name](call, { limit: room, ...from }, into);
    if (next !== undefined) return `${index}:${next}`;
    room -= count;
  }
  return undefined;
}

function placeOf(mark = "0:"): { readonly index: number; readonly mark: string } {
  const colon = mark.indexOf(":");
  return { index: Number(mark.slice(0, colon)), mark: mark.slice(colon + 1) };
}

async function addAll<Item, Detail>(
  page: Promise<Page<Item>>,
  describe: (item: Item) => Promise<Detail>,
  into: Detail[],
): Promise<{ readonly count: number; readonly next?: string }> {
  const { items, next } = await page;
  for (const item of items) into.push(await describe(item));
  return { count: items.length, ...(next !== undefined && { next }) };
}

/** AWS tells of its own policies where the account uses them. A page goes on after a name. */
async function usedAwsPolicies(
  { tx, caller, env }: DetailsCall,
  { after, limit }: PageRequest,
): Promise<Page<ManagedPolicy>> {
  const all = env.managedPolicies.list();
  const start = after === undefined ? 0 : all.findIndex((policy) => policy.name === after) + 1;
  const items: ManagedPolicy[] = [];
  for (const policy of all.slice(start)) {
    const { arn } = policy;
    const isUsed =
      (await tx.attachments.countOfPolicy(caller.accountId, arn)) > 0 ||
      (await tx.attachments.countBoundariesOfPolicy(caller.accountId, arn)) > 0;
    if (!isUsed) continue;
    const last = items.at(-1);
    if (items.length === limit && last !== undefined) return { items, next: last.name };
    items.push(policy);
  }
  return { items };
}
