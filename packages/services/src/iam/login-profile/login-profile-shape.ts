import type { LoginProfile } from "@rolecall/contracts/iam";
import type { LoginProfileRecord } from "@rolecall/store";

export function loginProfileToWire(userName: string, profile: LoginProfileRecord): LoginProfile {
  return {
    UserName: userName,
    CreateDate: new Date(profile.createdAt),
    PasswordResetRequired: profile.passwordResetRequired,
  };
}
