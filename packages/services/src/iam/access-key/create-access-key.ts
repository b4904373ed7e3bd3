import type { AccessKey } from "@rolecall/contracts/iam";
import { newSecretAccessKey, sealSecret } from "@rolecall/credentials";
import { newAccessKeyId } from "@rolecall/names";
import { iam } from "../define.ts";
import { userOrRoot } from "../on.ts";
import { checkQuota } from "../quotas.ts";
import { identityOf } from "./key-owner.ts";

/**
 * The only answer that ever shows the secret: what is stored is sealed.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html
 */
export const createAccessKey = iam.write("CreateAccessKey", {
  on: userOrRoot,
  perform: async ({ call: { caller, tx, env, now }, target }) => {
    const owner = identityOf(target);
    const present = await tx.accessKeys.ofOwner(owner.id);
    checkQuota(env, "AccessKeysPerUser", present.length);
    const id = newAccessKeyId("AKIA", caller.accountId, env.random);
    const secret = newSecretAccessKey(env.random);
    await tx.accessKeys.insert({
      id,
      accountId: caller.accountId,
      ownerKind: target.kind,
      ownerId: owner.id,
      sealedSecret: sealSecret(env.keyRing, id, secret),
      status: "Active",
      createdAt: now,
    });
    const key: Omit<AccessKey, "UserName"> = {
      AccessKeyId: id,
      Status: "Active",
      SecretAccessKey: secret,
      CreateDate: new Date(now),
    };
    // The contract requires a UserName, which the root user has not.
    return {
      AccessKey: { ...key, ...(owner.userName !== undefined && { UserName: owner.userName }) } as AccessKey,
    };
  },
});
