import { hashPassword } from "@rolecall/credentials";
import type { LoginProfileRecord } from "@rolecall/store";
import { callersAccount } from "../account/account-record.ts";
import { iam } from "../define.ts";
import { loginProfileAlreadyExists, validationError } from "../error.ts";
import { userOrCaller } from "../on.ts";
import { loginProfileToWire } from "./login-profile-shape.ts";
import { checkPassword } from "./password-rules.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html */
export const createLoginProfile = iam.write("CreateLoginProfile", {
  prepare: async ({ input: { Password: password }, env }) => {
    // Only sessions of AssumeRoot may leave it out, for a root user's profile.
    if (password === undefined) {
      throw validationError(
        "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
      );
    }
    return { password, passwordHash: await hashPassword(password, env.random) };
  },
  on: userOrCaller,
  perform: async ({ call, target: user, prepared }) => {
    const { input, tx, now } = call;
    if ((await tx.loginProfiles.ofUser(user.id)) !== undefined) throw loginProfileAlreadyExists(user.name);
    checkPassword(prepared.password, await callersAccount(call));
    const profile: LoginProfileRecord = {
      userId: user.id,
      accountId: user.accountId,
      passwordHash: prepared.passwordHash,
      previousHashes: [],
      passwordResetRequired: input.PasswordResetRequired ?? false,
      createdAt: now,
      passwordChangedAt: now,
    };
    await tx.loginProfiles.put(profile);
    return { LoginProfile: loginProfileToWire(user.name, profile) };
  },
});
