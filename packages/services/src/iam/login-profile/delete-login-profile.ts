import { iam } from "../define.ts";
import { noSuchLoginProfile } from "../error.ts";
import { userOrRoot } from "../on.ts";
import { existing } from "../subject.ts";
import { deleteRootLoginProfile } from "./root-password.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteLoginProfile.html */
export const deleteLoginProfile = iam.write("DeleteLoginProfile", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    if (target.kind === "root") {
      await deleteRootLoginProfile(call);
      return {};
    }
    const user = existing(target);
    if (!(await call.tx.loginProfiles.delete(user.id))) throw noSuchLoginProfile(user.name);
    return {};
  },
});
