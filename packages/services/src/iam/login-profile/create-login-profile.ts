import { hashPassword } from "@rolecall/credentials";
import type { LoginProfileRecord } from "@rolecall/store";
import { callersAccount } from "../account/account-record.ts";
import { iam } from "../define.ts";
import { loginProfileAlreadyExists, validationError } from "../error.ts";
import { userOrRoot } from "../on.ts";
import { existing } from "../subject.ts";
import { loginProfileToWire } from "./login-profile-shape.ts";
import { checkPassword } from "./password-rules.ts";
import { createRootLoginProfile, hashUnknownPassword } from "./root-password.ts";

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateLoginProfile.html */
export const createLoginProfile = iam.write("CreateLoginProfile", {
  prepare: async ({ input: { Password: password, UserName: userName }, caller, env }) => {
    if (password === undefined) {
      // Sessions of AssumeRoot may leave it out, for the root user's profile.
      if (caller.session?.kind === "assumedRoot" && userName === undefined) {
        return { password, passwordHash: await hashUnknownPassword(env.random) };
      }
      throw validationError(
        "1 validation error detected: Value at 'password' failed to satisfy constraint: Member must not be null",
      );
    }
    return { password, passwordHash: await hashPassword(password, env.random) };
  },
  on: userOrRoot,
  perform: async ({ call, target, prepared }) => {
    const { input, tx, now } = call;
    if (target.kind === "root") return { LoginProfile: await createRootLoginProfile(call, prepared) };
    const { password, passwordHash } = prepared;
    if (password === undefined) throw new Error("A user's login profile was prepared without a password.");
    const user = existing(target);
    if ((await tx.loginProfiles.ofUser(user.id)) !== undefined) throw loginProfileAlreadyExists(user.name);
    checkPassword(password, await callersAccount(call));
    const profile: LoginProfileRecord = {
      userId: user.id,
      accountId: user.accountId,
      passwordHash,
      previousHashes: [],
      passwordResetRequired: input.PasswordResetRequired ?? false,
      createdAt: now,
      passwordChangedAt: now,
    };
    await tx.loginProfiles.put(profile);
    return { LoginProfile: loginProfileToWire(user.name, profile) };
  },
});
