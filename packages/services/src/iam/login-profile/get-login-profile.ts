import { iam } from "../define.ts";
import { noSuchLoginProfile } from "../error.ts";
import { userOrRoot } from "../on.ts";
import { existing } from "../subject.ts";
import { loginProfileToWire } from "./login-profile-shape.ts";
import { rootLoginProfile } from "./root-password.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetLoginProfile.html */
export const getLoginProfile = iam.read("GetLoginProfile", {
  on: userOrRoot,
  perform: async ({ call, target }) => {
    if (target.kind === "root") return { LoginProfile: await rootLoginProfile(call) };
    const user = existing(target);
    const profile = await call.tx.loginProfiles.ofUser(user.id);
    if (profile === undefined) throw noSuchLoginProfile(user.name);
    return { LoginProfile: loginProfileToWire(user.name, profile) };
  },
});
