import type { ServiceSpecificCredential, ServiceSpecificCredentialMetadata } from "@rolecall/contracts/iam";
import type { ServiceCredentialRecord } from "@rolecall/store";
import { formOfService } from "./credential-service.ts";

/** What of a credential is told of whose it is, and when: one that has expired says so, whatever it was set to. */
export interface CredentialFacts {
  readonly userName: string;
  readonly now: number;
}

/** As lists show it. */
export function credentialMetadataToWire(
  credential: ServiceCredentialRecord,
  { userName, now }: CredentialFacts,
): ServiceSpecificCredentialMetadata {
  const { expiresAt } = credential;
  const isPassword = formOfService(credential.serviceName).kind === "password";
  return {
    CreateDate: new Date(credential.createdAt),
    ...(expiresAt !== undefined && { ExpirationDate: new Date(expiresAt) }),
    ServiceName: credential.serviceName,
    ...(isPassword
      ? { ServiceUserName: credential.userName }
      : { ServiceCredentialAlias: credential.userName }),
    ServiceSpecificCredentialId: credential.id,
    UserName: userName,
    Status: expiresAt !== undefined && expiresAt <= now ? "Expired" : credential.status,
  };
}

/** With its secret, which is shown once. */
export function credentialToWire(
  credential: ServiceCredentialRecord,
  secret: string,
  facts: CredentialFacts,
): ServiceSpecificCredential {
  const isPassword = formOfService(credential.serviceName).kind === "password";
  return {
    ...credentialMetadataToWire(credential, facts),
    ...(isPassword ? { ServicePassword: secret } : { ServiceCredentialSecret: secret }),
  };
}
