import { callersAccount } from "../account/account-record.ts";
import { iam } from "../define.ts";
import { noSuchLoginProfile } from "../error.ts";
import { user } from "../on.ts";
import { userNamed } from "../subject.ts";
import { passwordHistory, prepareNewPassword, withNewPassword } from "./new-password.ts";

/**
 * What is left out stays as it is.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateLoginProfile.html
 */
export const updateLoginProfile = iam.write("UpdateLoginProfile", {
  prepare: async ({ input, caller, store, env }) => {
    if (input.Password === undefined) return undefined;
    const { barred } = await store.read(async (tx) => {
      const { record } = await userNamed({ tx, caller }, input.UserName);
      return record === undefined ? { barred: [] } : passwordHistory(tx, record);
    });
    return prepareNewPassword(input.Password, barred, env);
  },
  on: user,
  perform: async ({ call, target: user, prepared: password }) => {
    const { input, tx, now } = call;
    const present = await tx.loginProfiles.ofUser(user.id);
    if (present === undefined) throw noSuchLoginProfile(user.name);
    const facts = { account: await callersAccount(call), userName: user.name, now };
    const profile = password === undefined ? present : withNewPassword(present, password, facts);
    const passwordResetRequired = input.PasswordResetRequired ?? profile.passwordResetRequired;
    await tx.loginProfiles.put({ ...profile, passwordResetRequired });
    return {};
  },
});
