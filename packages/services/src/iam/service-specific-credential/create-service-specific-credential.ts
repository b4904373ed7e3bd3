import { sealSecret } from "@rolecall/credentials";
import type { ServiceCredentialRecord } from "@rolecall/store";
import { iam } from "../define.ts";
import { user } from "../on.ts";
import { checkQuota } from "../quotas.ts";
import { newUniqueId } from "../unique-id.ts";
import { newCredentialSecret } from "./credential-secret.ts";
import { credentialService } from "./credential-service.ts";
import { newCredentialUserName } from "./credential-user-name.ts";
import { serviceContext } from "./own-credential.ts";
import { credentialToWire } from "./service-specific-credential-shape.ts";

const DAY_MS = 86_400_000;

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceSpecificCredential.html */
export const createServiceSpecificCredential = iam.write("CreateServiceSpecificCredential", {
  on: user,
  details: ({ input }) => ({ context: serviceContext(input.ServiceName, input.CredentialAgeDays) }),
  perform: async ({ call: { input, tx, env, now }, target: user }) => {
    const { name: serviceName, form } = credentialService(input.ServiceName);
    const present = await tx.serviceCredentials.ofOwner(user.id);
    const ofService = present.filter((each) => each.serviceName === serviceName);
    checkQuota(env, "ServiceSpecificCredentialsPerUser", ofService.length);
    const id = newUniqueId(env, "ACCA");
    const userName = await newCredentialUserName(tx, user, serviceName);
    const secret = newCredentialSecret(form, userName, env.random);
    const ageDays = input.CredentialAgeDays;
    const credential: ServiceCredentialRecord = {
      id,
      accountId: user.accountId,
      ownerKind: "user",
      ownerId: user.id,
      serviceName,
      userName,
      sealedSecret: sealSecret(env.keyRing, id, secret),
      status: "Active",
      createdAt: now,
      ...(ageDays !== undefined && { expiresAt: now + ageDays * DAY_MS }),
    };
    await tx.serviceCredentials.insert(credential);
    const facts = { userName: user.name, now };
    return { ServiceSpecificCredential: credentialToWire(credential, secret, facts) };
  },
});
