import { sts } from "./define.ts";

/** Needs no permission, and a Deny does not stop it. Source: STS API Reference, GetCallerIdentity. */
export const getCallerIdentity = sts.open("GetCallerIdentity", ({ caller }) => ({
  UserId: caller.userId,
  Account: caller.accountId,
  Arn: caller.arn,
}));
