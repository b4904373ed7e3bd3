import { openPage, pageOf } from "@rolecall/operations";
import { identityOf } from "../access-key/key-owner.ts";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { keyMetadataToWire } from "./ssh-public-key-shape.ts";

/**
 * The root user, who has none, may ask too.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSSHPublicKeys.html
 */
export const listSshPublicKeys = iam.read("ListSSHPublicKeys", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    const { id, userName } = identityOf(target);
    const pager = openPage(call, id);
    const present = userName === undefined ? [] : await call.tx.sshPublicKeys.ofOwner(id);
    const page = pageOf(present, (key) => key.id, pager.request);
    const keys = page.items.map((key) => keyMetadataToWire(userName ?? "", key));
    return { SSHPublicKeys: keys, ...pager.marks(page) };
  },
});
