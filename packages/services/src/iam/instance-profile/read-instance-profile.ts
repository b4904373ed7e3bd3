import { openPage, pageOf, roomyPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { all, instanceProfile, role } from "../on.ts";
import { ROOT_PATH } from "../requirement.ts";
import { instanceProfileToWire, instanceProfileToWireInFull } from "./instance-profile-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html */
export const getInstanceProfile = iam.read("GetInstanceProfile", {
  on: instanceProfile,
  perform: async ({ call: { tx }, target }) => ({
    InstanceProfile: await instanceProfileToWireInFull(tx, target),
  }),
});

/** Instance profiles that are read at a time: each comes with its role's trust policy. */
const STEP = 16;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html */
export const listInstanceProfiles = iam.read("ListInstanceProfiles", {
  on: all("instance-profile"),
  perform: async ({ call }) => {
    const { input, caller, tx } = call;
    const pathPrefix = input.PathPrefix ?? ROOT_PATH;
    const pager = openPage(call, pathPrefix);
    const page = await roomyPage(pager.request, {
      list: (request) => tx.instanceProfiles.list(caller.accountId, { ...request, pathPrefix }),
      show: (profile) => instanceProfileToWire(tx, profile),
      step: STEP,
    });
    return { InstanceProfiles: page.items, ...pager.marks(page) };
  },
});

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html */
export const listInstanceProfilesForRole = iam.read("ListInstanceProfilesForRole", {
  on: role,
  perform: async ({ call, target: role }) => {
    const pager = openPage(call, role.id);
    const all = await call.tx.instanceProfiles.ofRole(role.id);
    const page = await roomyPage(pager.request, {
      list: async (request) => pageOf(all, ({ name }) => name.toLowerCase(), request),
      show: (profile) => instanceProfileToWire(call.tx, profile),
      step: STEP,
    });
    return { InstanceProfiles: page.items, ...pager.marks(page) };
  },
});
