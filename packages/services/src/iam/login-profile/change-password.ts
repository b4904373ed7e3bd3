import { verifyPassword } from "@rolecall/credentials";
import { commonError, type ServiceError } from "@rolecall/operations";
import { callersAccount } from "../account/account-record.ts";
import { allowedToEveryUser } from "../account/password-self-service.ts";
import { iam } from "../define.ts";
import { iamError, loginProfileBusy, noSuchLoginProfile } from "../error.ts";
import { onEntity } from "../requirement.ts";
import { existing, userNamedOrCaller } from "../subject.ts";
import { passwordHistory, prepareNewPassword, withNewPassword } from "./new-password.ts";

/**
 * A user's own password.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html
 */
export const changePassword = iam.write("ChangePassword", {
  prepare: async ({ input, caller, store, env }) => {
    if (caller.kind !== "user") throw notAUser();
    const { profile, barred } = await store.read((tx) => passwordHistory(tx, caller));
    if (profile === undefined) return undefined;
    const verifiedHash = profile.passwordHash;
    // Who does not know the old password is not worth the comparisons with up to 24 others.
    if (!(await verifyPassword(verifiedHash, input.OldPassword))) return { verifiedHash };
    return { verifiedHash, password: await prepareNewPassword(input.NewPassword, barred, env) };
  },
  resolve: async (call) => {
    if (call.caller.kind !== "user") throw notAUser();
    return { user: await userNamedOrCaller(call, undefined), account: await callersAccount(call) };
  },
  requires: (call, { user, account }) => [
    onEntity(call, "iam:ChangePassword", user, allowedToEveryUser(call.caller, account.passwordPolicy)),
  ],
  perform: async ({ call: { tx, now }, target, prepared }) => {
    const user = existing(target.user);
    const profile = await tx.loginProfiles.ofUser(user.id);
    if (profile === undefined) throw noSuchLoginProfile(user.name);
    if (profile.passwordHash !== prepared?.verifiedHash) throw loginProfileBusy(user.name);
    if (prepared.password === undefined) throw commonError("accessDenied", "The old password was incorrect.");
    const facts = { account: target.account, userName: user.name, now };
    const changed = withNewPassword(profile, prepared.password, facts);
    await tx.loginProfiles.put({ ...changed, passwordResetRequired: false });
    return {};
  },
});

function notAUser(): ServiceError {
  return iamError("InvalidUserType", "Only IAM Users can change their own password.");
}
