import type { SessionClaims } from "@rolecall/credentials";
import type { AccountId, UniqueId, UserRecord } from "@rolecall/store";
import { rootArn, userArn } from "./arn.ts";
import type {
  FederatedUserCaller,
  IdentifiedCaller,
  RoleSessionCaller,
  RootCaller,
  UserCaller,
} from "./caller.ts";

/** Roles under this path belong to services; SCPs and RCPs do not limit their sessions. */
export const SERVICE_LINKED_PATH = "/aws-service-role/";

export function rootCaller(accountId: AccountId, accessKeyId: string, session?: SessionClaims): RootCaller {
  const arn = rootArn(accountId);
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
  const arn = userArn(user);
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

/** @throws Error where the claims name no issuer: a token that Rolecall did not make so. */
export function sessionCaller(claims: SessionClaims, accessKeyId: string): IdentifiedCaller {
  switch (claims.kind) {
    case "assumedRole":
      return roleSessionCaller(claims, accessKeyId);
    case "federatedUser":
      return federatedUserCaller(claims, accessKeyId);
    case "sessionToken":
      return claims.principalId === claims.accountId
        ? rootCaller(claims.accountId as AccountId, accessKeyId, claims)
        : userSessionCaller(claims, accessKeyId);
  }
}

/** A user with GetSessionToken's credentials, under the name it had when they were issued. */
function userSessionCaller(claims: SessionClaims, accessKeyId: string): UserCaller {
  const { accountId, principalArn: arn, principalId: id } = claims;
  return {
    kind: "user",
    accountId: accountId as AccountId,
    arn,
    userId: id,
    id: id as UniqueId,
    userName: arn.slice(arn.lastIndexOf("/") + 1),
    accessKeyId,
    session: claims,
    principal: { kind: "user", accountId, arn, id },
  };
}

function roleSessionCaller(claims: SessionClaims, accessKeyId: string): RoleSessionCaller {
  const issuer = issuerOf(claims);
  return {
    kind: "roleSession",
    accountId: claims.accountId as AccountId,
    arn: claims.principalArn,
    userId: claims.principalId,
    accessKeyId,
    roleId: issuer.id as UniqueId,
    roleArn: issuer.arn,
    session: claims,
    principal: {
      kind: "roleSession",
      accountId: claims.accountId,
      arn: claims.principalArn,
      id: claims.principalId,
      roleArn: issuer.arn,
      roleId: issuer.id,
      serviceLinked: issuer.arn.includes(`:role${SERVICE_LINKED_PATH}`),
    },
  };
}

function federatedUserCaller(claims: SessionClaims, accessKeyId: string): FederatedUserCaller {
  const issuer = issuerOf(claims);
  return {
    kind: "federatedUser",
    accountId: claims.accountId as AccountId,
    arn: claims.principalArn,
    userId: claims.principalId,
    accessKeyId,
    issuerId: issuer.id as UniqueId,
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
