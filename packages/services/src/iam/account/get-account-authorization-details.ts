/**
 * The whole of an account's permissions in pages: users, groups, roles, the account's policies, and those of AWS that the
 * account uses. A page may run from one sort into the next.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
 */

import type { ManagedPolicy } from "@rolecall/access";
import type {
  EntityType,
  GetAccountAuthorizationDetailsRequest,
  GroupDetail,
  ManagedPolicyDetail,
  RoleDetail,
  UserDetail,
} from "@rolecall/contracts/iam";
import { anything, type Call, fillParts, fillRoom, openPage, PageRoom } from "@rolecall/operations";
import type { Page, PageRequest, PolicyRecord, ReadTransaction } from "@rolecall/store";
import { iam } from "../define.ts";
import { groupDetail } from "./details/group-detail.ts";
import { managedPolicyDetail } from "./details/policy-detail.ts";
import { roleDetail } from "./details/role-detail.ts";
import { createUserDetail } from "./details/user-detail.ts";

type DetailsCall = Call<GetAccountAuthorizationDetailsRequest, ReadTransaction>;

/** The four lists of the answer, as they fill up. */
interface Details {
  readonly UserDetailList: UserDetail[];
  readonly GroupDetailList: GroupDetail[];
  readonly RoleDetailList: RoleDetail[];
  readonly Policies: ManagedPolicyDetail[];
}

/** Adds what there is room for of a sort to the details; answers where it goes on. */
type Section = (call: DetailsCall, filling: SectionFilling) => Promise<string | undefined>;

interface SectionFilling {
  readonly room: PageRoom;
  readonly after: string | undefined;
  readonly into: Details;
}

/** Records that are read at a time; what they come with is read for one after the other. */
const STEP = 10;

/**
 * A page holds no more, whatever MaxItems says: each item takes several reads, and all others wait while one page is made. AWS too
 * may answer fewer than were asked for. As many as where MaxItems is left out.
 */
const ITEMS_MAX = 100;

/** In the order in which they are told. */
const SECTIONS: Readonly<Record<EntityType, Section>> = {
  User: ({ tx, caller }, { room, after, into }) => {
    const list = (request: PageRequest) => tx.users.list(caller.accountId, request);
    const show = createUserDetail(tx);
    return fillRoom(room, after, { list, show, step: STEP }, into.UserDetailList);
  },
  Group: ({ tx, caller }, { room, after, into }) => {
    const list = (request: PageRequest) => tx.groups.list(caller.accountId, request);
    return fillRoom(
      room,
      after,
      { list, show: (group) => groupDetail(tx, group), step: STEP },
      into.GroupDetailList,
    );
  },
  Role: ({ tx, caller }, { room, after, into }) => {
    const list = (request: PageRequest) => tx.roles.list(caller.accountId, request);
    return fillRoom(
      room,
      after,
      { list, show: (role) => roleDetail(tx, role), step: STEP },
      into.RoleDetailList,
    );
  },
  LocalManagedPolicy: (call, { room, after, into }) => {
    const list = (request: PageRequest) => call.tx.policies.list(call.caller.accountId, request);
    const show = (policy: PolicyRecord) => managedPolicyDetail(call, { owner: "customer", policy });
    return fillRoom(room, after, { list, show, step: STEP }, into.Policies);
  },
  AWSManagedPolicy: (call, { room, after, into }) => {
    const list = (request: PageRequest) => usedAwsPolicies(call, request);
    const show = (policy: ManagedPolicy) => managedPolicyDetail(call, { owner: "aws", policy });
    return fillRoom(room, after, { list, show, step: STEP }, into.Policies);
  },
};

const ALL_SECTIONS = Object.keys(SECTIONS) as readonly EntityType[];

export const getAccountAuthorizationDetails = iam.read("GetAccountAuthorizationDetails", {
  on: anything,
  perform: async ({ call }) => {
    const { Filter: filter } = call.input;
    const asked = filter?.length ? ALL_SECTIONS.filter((section) => filter.includes(section)) : ALL_SECTIONS;
    const pager = openPage(call, ...asked);
    const details: Details = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
    const { after, limit } = pager.request;
    const room = new PageRoom(Math.min(limit, ITEMS_MAX));
    const parts = asked.map((section, index) => ({
      name: String(index),
      fill: (mark: string | undefined) => SECTIONS[section](call, { room, after: mark, into: details }),
    }));
    const next = await fillParts(parts, after, () => room.isFull);
    return { ...details, ...pager.marks(next === undefined ? {} : { next }) };
  },
});

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
