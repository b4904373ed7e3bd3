import type { Requirement } from "@rolecall/access";
import { formatCollectionArn } from "@rolecall/names";
import { openPage } from "@rolecall/operations";
import { identityOf, type KeyOwner, keyOwner, keysOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";

/**
 * No user can have one yet. With AllUsers it is about all of them (recorded: the permission is on `user/*`).
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html
 */
export const listServiceSpecificCredentials = iam.read("ListServiceSpecificCredentials", {
  resolve: async (call): Promise<KeyOwner | "everybody"> =>
    call.input.AllUsers === true ? "everybody" : keyOwner(call),
  requires: (call, owner): readonly Requirement[] => {
    const action = "iam:ListServiceSpecificCredentials";
    if (owner !== "everybody") return [{ action, ...keysOf.permission(call, owner) }];
    return [
      {
        action,
        resource: formatCollectionArn("user", { accountId: call.caller.accountId, pathPrefix: "/*" }),
      },
    ];
  },
  perform: async ({ call, target }) => {
    const of = target === "everybody" ? target : identityOf(target).id;
    const pager = openPage(call, of, call.input.ServiceName);
    return { ServiceSpecificCredentials: [], ...pager.marks({}) };
  },
});
