import { iam } from "../define.ts";
import { noSuchLoginProfile } from "../error.ts";
import { userOrCaller } from "../on.ts";
import { loginProfileToWire } from "./login-profile-shape.ts";

export const getLoginProfile = iam.read("GetLoginProfile", {
  on: userOrCaller,
  perform: async ({ call: { tx }, target: user }) => {
    const profile = await tx.loginProfiles.ofUser(user.id);
    if (profile === undefined) throw noSuchLoginProfile(user.name);
    return { LoginProfile: loginProfileToWire(user.name, profile) };
  },
});
