import { refuseForbiddenSession } from "@rolecall/access";
import { rolecall } from "../define.ts";
import { readServiceReference } from "./service-reference.ts";

/**
 * What may stand in a policy about one service: its actions, the ARNs of its resources, its condition keys, as AWS publishes them. It
 * takes the permission of who may ask which keys a policy that is written speaks of, and tells as little of the account: nothing.
 */
export const getServiceReference = rolecall.read("GetServiceReference", {
  // Read before the transaction: the first of a service comes from the disk.
  prepare: ({ input }) => readServiceReference(input.Service),
  resolve({ caller }) {
    refuseForbiddenSession(caller, "iam", "GetContextKeysForCustomPolicy");
    return undefined;
  },
  requires: () => [{ action: "iam:GetContextKeysForCustomPolicy", resource: "*" }],
  perform: async ({ prepared }) => prepared,
});
