export { createEcsAgent, isEcsPath } from "./container/ecs-agent.ts";
export { createFullUri, type FullUriParts } from "./container/full-uri.ts";
export {
  type ContainerIds,
  createInstanceTasks,
  type InstanceTask,
  type InstanceTaskServer,
  type InstanceTasks,
} from "./container/instance-tasks.ts";
export {
  createPodIdentityAgent,
  isPodIdentityPath,
  type PodIdentityAgentParts,
} from "./container/pod-identity-agent.ts";
export { createRateLimit, type RateLimit } from "./container/rate-limit.ts";
export { type IdentitySigners, signIdentityDocument } from "./identity-document/identity-document.ts";
export type { Pkcs7Signer } from "./identity-document/pkcs7.ts";
export { certificatePem, selfSignedCertificate } from "./identity-document/self-signed-certificate.ts";
export { createNearness, type OwnAddress } from "./imds/hop-limit.ts";
export { createImds, type ImdsParts, type MetadataTree } from "./imds/imds.ts";
export {
  createInstanceAgent,
  type InstanceAgent,
  type InstanceAgentParts,
  type InstanceServer,
  type RoleDelivery,
} from "./imds/instance-agent.ts";
export type { InstanceDescription, InstanceProfile } from "./imds/instance-description.ts";
export type { SenderProblem, SenderRules } from "./imds/judge-sender.ts";
export type { SignedIdentityDocument } from "./imds/latest-tree.ts";
export { createSessionTokens, type SessionTokens } from "./imds/session-token.ts";
export { type MetadataDoor, type MetadataServiceParts, serveMetadata } from "./metadata-service.ts";
export { type CredentialSource, createCredentialSource } from "./rotation/credential-source.ts";
export { type CredentialSources, createCredentialSources } from "./rotation/credential-sources.ts";
export {
  CredentialsRefused,
  type FetchRoleCredentials,
  type RoleCredentials,
} from "./rotation/role-credentials.ts";
export { type AssumeRoleParts, assumeRole } from "./server-client/assume-role.ts";
export { type JsonObject, type RolecallEndpoint, readRolecallAnswer } from "./server-client/call-rolecall.ts";
export {
  createInstanceClient,
  enrolInstance,
  type InstanceClientParts,
} from "./server-client/instance-client.ts";
export { fetchPodCredentials } from "./server-client/pod-credentials.ts";
export { type Send, type ServerAnswer, ServerAway, type ServerRequest } from "./server-client/send.ts";
