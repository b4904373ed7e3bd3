import { sealSecret } from "@rolecall/credentials";
import { iam } from "../define.ts";
import { newCredentialSecret } from "./credential-secret.ts";
import { formOfService } from "./credential-service.ts";
import { ownCredential } from "./own-credential.ts";
import { credentialToWire } from "./service-specific-credential-shape.ts";

/**
 * Another secret; all else stays, the expiry too.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResetServiceSpecificCredential.html
 */
export const resetServiceSpecificCredential = iam.write("ResetServiceSpecificCredential", {
  on: ownCredential,
  perform: async ({ call: { tx, env, now }, target: { user, credential } }) => {
    const form = formOfService(credential.serviceName);
    const secret = newCredentialSecret(form, credential.userName, env.random);
    const sealedSecret = sealSecret(env.keyRing, credential.id, secret);
    await tx.serviceCredentials.update({ ...credential, sealedSecret });
    const facts = { userName: user.name, now };
    return { ServiceSpecificCredential: credentialToWire(credential, secret, facts) };
  },
});
