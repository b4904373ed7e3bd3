import { tryOwnPassword } from "@rolecall/access";
import { verifyPassword } from "@rolecall/credentials";
import { commonError, type On, type ServiceError } from "@rolecall/operations";
import type { AccountRecord, UserRecord } from "@rolecall/store";
import { callersAccount } from "../account/account-record.ts";
import { allowedToEveryUser } from "../account/password-self-service.ts";
import { iam } from "../define.ts";
import { iamError, loginProfileBusy, noSuchLoginProfile, oldPasswordLocked } from "../error.ts";
import { entityPermission } from "../requirement.ts";
import { existing, type UserSubject, userNamedOrCaller } from "../subject.ts";
import { passwordHistory, prepareNewPassword, withNewPassword } from "./new-password.ts";

interface Found {
  readonly user: UserSubject;
  readonly account: AccountRecord;
}

interface OwnUser {
  readonly user: UserRecord;
  readonly account: AccountRecord;
}

/** The user who calls, to whom the account itself may grant it. */
const ownUser: On<unknown, Found, OwnUser> = {
  async find(call) {
    if (call.caller.kind !== "user") throw notAUser();
    return { user: await userNamedOrCaller(call, undefined), account: await callersAccount(call) };
  },
  permission: (call, { user, account }) => ({
    ...entityPermission(call, user),
    ...allowedToEveryUser(call.caller, account.passwordPolicy),
  }),
  take: ({ user, account }) => ({ user: existing(user), account }),
};

/**
 * A user's own password.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ChangePassword.html
 */
export const changePassword = iam.write("ChangePassword", {
  prepare: async ({ input, caller, store, env, now, request: { sourceIp: address } }) => {
    if (caller.kind !== "user") throw notAUser();
    const { profile, barred } = await store.read((tx) => passwordHistory(tx, caller));
    if (profile === undefined) return undefined;
    const verifiedHash = profile.passwordHash;
    // Who does not know the old password is not worth the comparisons with up to 24 others.
    const own = { identity: { kind: "user", userId: caller.id }, address, now } as const;
    const tried = await tryOwnPassword(store, own, () => verifyPassword(verifiedHash, input.OldPassword));
    if (tried !== "right") return { verifiedHash, isLocked: tried === "locked" };
    return { verifiedHash, password: await prepareNewPassword(input.NewPassword, barred, env) };
  },
  on: ownUser,
  perform: async ({ call: { tx, now }, target, prepared }) => {
    const { user, account } = target;
    const profile = await tx.loginProfiles.ofUser(user.id);
    if (profile === undefined) throw noSuchLoginProfile(user.name);
    if (profile.passwordHash !== prepared?.verifiedHash) throw loginProfileBusy(user.name);
    if (prepared.isLocked === true) throw oldPasswordLocked(user.name);
    if (prepared.password === undefined) throw commonError("accessDenied", "The old password was incorrect.");
    const facts = { account, userName: user.name, now };
    const changed = withNewPassword(profile, prepared.password, facts);
    await tx.loginProfiles.put({ ...changed, passwordResetRequired: false });
    return {};
  },
});

function notAUser(): ServiceError {
  return iamError("InvalidUserType", "Only IAM Users can change their own password.");
}
