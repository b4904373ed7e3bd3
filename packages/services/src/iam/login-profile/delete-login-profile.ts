import { iam } from "../define.ts";
import { noSuchLoginProfile } from "../error.ts";
import { userOrCaller } from "../on.ts";

export const deleteLoginProfile = iam.write("DeleteLoginProfile", {
  on: userOrCaller,
  perform: async ({ call: { tx }, target: user }) => {
    if (!(await tx.loginProfiles.delete(user.id))) throw noSuchLoginProfile(user.name);
    return {};
  },
});
