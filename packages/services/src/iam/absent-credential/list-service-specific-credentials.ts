import { formatCollectionArn } from "@rolecall/names";
import { type On, openPage } from "@rolecall/operations";
import { identityOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { type UserOrRoot, userNamedOrRoot } from "../subject.ts";

interface Naming {
  readonly UserName?: string | undefined;
  readonly AllUsers?: boolean | undefined;
}

/** With AllUsers it is about all of them (recorded: the permission is on `user/*`). */
const oneUserOrAll: On<Naming, UserOrRoot | "everybody"> = {
  find: (call) => (call.input.AllUsers === true ? "everybody" : userNamedOrRoot(call, call.input.UserName)),
  permission: (call, found) =>
    found === "everybody"
      ? { resource: formatCollectionArn("user", { accountId: call.caller.accountId, pathPrefix: "/*" }) }
      : userOrRoot.permission(call, found),
  take: (found) => found,
};

/**
 * No user can have one yet.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html
 */
export const listServiceSpecificCredentials = iam.read("ListServiceSpecificCredentials", {
  on: oneUserOrAll,
  perform: async ({ call, target }) => {
    const of = target === "everybody" ? target : identityOf(target).id;
    const pager = openPage(call, of, call.input.ServiceName);
    return { ServiceSpecificCredentials: [], ...pager.marks({}) };
  },
});
