import { openPage, pageOf } from "@rolecall/operations";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { identityOf } from "./key-owner.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html */
export const listAccessKeys = iam.read("ListAccessKeys", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    const owner = identityOf(target);
    const pager = openPage(call, owner.id);
    const page = pageOf(await call.tx.accessKeys.ofOwner(owner.id), (key) => key.id, pager.request);
    const keys = page.items.map((key) => ({
      ...(owner.userName !== undefined && { UserName: owner.userName }),
      AccessKeyId: key.id,
      Status: key.status,
      CreateDate: new Date(key.createdAt),
    }));
    return { AccessKeyMetadata: keys, ...pager.marks(page) };
  },
});
