import { openPage, pageOf, roomyPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { role } from "../on.ts";
import { instanceProfileToWire, PROFILES_AT_A_TIME } from "./instance-profile-shape.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html */
export const listInstanceProfilesForRole = iam.read("ListInstanceProfilesForRole", {
  on: role,
  perform: async ({ call, target: role }) => {
    const pager = openPage(call, role.id);
    const all = await call.tx.instanceProfiles.ofRole(role.id);
    const page = await roomyPage(pager.request, {
      list: async (request) => pageOf(all, ({ name }) => name.toLowerCase(), request),
      show: (profile) => instanceProfileToWire(call.tx, profile),
      step: PROFILES_AT_A_TIME,
    });
    return { InstanceProfiles: page.items, ...pager.marks(page) };
  },
});
