import type { SessionClaims } from "@rolecall/credentials";
import { type AccountId, formatArn, parseArn, toUniqueId } from "@rolecall/names";
import type { UserRecord } from "@rolecall/store";
import type {
  FederatedCaller,
  FederatedUserCaller,
  IdentifiedCaller,
  RoleSessionCaller,
  RootCaller,
  ServiceCaller,
  ServiceSessionCaller,
  UserCaller,
} from "./caller.ts";

/** Roles under this path belong to services; SCPs and RCPs do not limit their sessions. */
export const SERVICE_LINKED_PATH = "/aws-service-role/";

export function rootCaller(accountId: AccountId, accessKeyId: string, session?: SessionClaims): RootCaller {
  const arn = formatArn("root", { accountId: accountId });
  return {
    kind: "root",
    accountId,
    arn,
    userId: accountId,
    accessKeyId,
    principal: { kind: "root", accountId, arn },
    ...(session !== undefined && { session }),
  };
}

export function userCaller(user: UserRecord, accessKeyId: string, session?: SessionClaims): UserCaller {
  const arn = formatArn("user", user);
  return {
    kind: "user",
    accountId: user.accountId,
    arn,
    userId: user.id,
    id: user.id,
    userName: user.name,
    accessKeyId,
    principal: { kind: "user", accountId: user.accountId, arn, id: user.id },
    ...(session !== undefined && { session }),
  };
}

/** What a proof of federation comes to. */
export function federatedCaller(proven: Omit<FederatedCaller, "kind" | "principal">): FederatedCaller {
  return { ...proven, kind: "federated", principal: { kind: "federated", provider: proven.provider } };
}

/** A service that proved to be the one that it says. */
export function serviceCaller(proven: Omit<ServiceCaller, "kind" | "principal">): ServiceCaller {
  return { ...proven, kind: "service", principal: { kind: "service", service: proven.service } };
}

/** @throws Error where the claims name no issuer: a token that Rolecall did not make so. */
export function sessionCaller(claims: SessionClaims, accessKeyId: string): IdentifiedCaller {
  switch (claims.kind) {
    case "assumedRole":
      return roleSessionCaller(claims, accessKeyId);
    case "assumedRoot":
      return rootCaller(claims.accountId, accessKeyId, claims);
    case "federatedUser":
      return federatedUserCaller(claims, accessKeyId);
    case "service":
      return serviceSessionCaller(claims, accessKeyId);
    case "sessionToken":
    case "longTermKey":
    case "console":
      return claims.principalId === claims.accountId
        ? rootCaller(claims.accountId, accessKeyId, claims)
        : userSessionCaller(claims, accessKeyId);
  }
}

function serviceSessionCaller(claims: SessionClaims, accessKeyId: string): ServiceSessionCaller {
  if (claims.service === undefined) throw new Error("The session of a service names none.");
  const { name: service, sourceArn: arn, sourceAccountId } = claims.service;
  return {
    kind: "serviceSession",
    accountId: claims.accountId,
    arn: claims.principalArn,
    userId: claims.principalId,
    accessKeyId,
    service,
    ...(sourceAccountId !== undefined && { source: { arn, accountId: sourceAccountId } }),
    session: claims,
    principal: { kind: "service", service },
  };
}

/** A user with GetSessionToken's credentials, under the name it had when they were issued. */
function userSessionCaller(claims: SessionClaims, accessKeyId: string): UserCaller {
  const { accountId, principalArn: arn, principalId: id } = claims;
  return {
    kind: "user",
    accountId,
    arn,
    userId: id,
    id: toUniqueId(id),
    userName: parseArn("user", arn)?.name ?? "",
    accessKeyId,
    session: claims,
    principal: { kind: "user", accountId, arn, id },
  };
}

function roleSessionCaller(claims: SessionClaims, accessKeyId: string): RoleSessionCaller {
  const issuer = issuerOf(claims);
  return {
    kind: "roleSession",
    accountId: claims.accountId,
    arn: claims.principalArn,
    userId: claims.principalId,
    accessKeyId,
    roleId: issuer.id,
    roleArn: issuer.arn,
    session: claims,
    principal: {
      kind: "roleSession",
      accountId: claims.accountId,
      arn: claims.principalArn,
      id: claims.principalId,
      roleArn: issuer.arn,
      roleId: issuer.id,
      serviceLinked: parseArn("role", issuer.arn)?.path.startsWith(SERVICE_LINKED_PATH) ?? false,
    },
  };
}

function federatedUserCaller(claims: SessionClaims, accessKeyId: string): FederatedUserCaller {
  const issuer = issuerOf(claims);
  return {
    kind: "federatedUser",
    accountId: claims.accountId,
    arn: claims.principalArn,
    userId: claims.principalId,
    accessKeyId,
    issuerId: issuer.id,
    session: claims,
    principal: {
      kind: "federatedUser",
      accountId: claims.accountId,
      arn: claims.principalArn,
      id: claims.principalId,
      ...(issuer.type === "User" && { issuer: { arn: issuer.arn, id: issuer.id } }),
    },
  };
}

function issuerOf(claims: SessionClaims): NonNullable<SessionClaims["issuer"]> {
  if (claims.issuer === undefined) throw new Error(`A ${claims.kind} session names no issuer.`);
  return claims.issuer;
}
