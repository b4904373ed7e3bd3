import { openPage, roomyPage } from "@rolecall/operations";
import { iam } from "../define.ts";
import { all } from "../on.ts";
import { ROOT_PATH } from "../requirement.ts";
import { instanceProfileToWire, PROFILES_AT_A_TIME } from "./instance-profile-shape.ts";

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
      step: PROFILES_AT_A_TIME,
    });
    return { InstanceProfiles: page.items, ...pager.marks(page) };
  },
});
