/**
 * The token of a pod's service account, from its text to the pod. Source: EKS User Guide, "Understand how EKS Pod Identity works";
 * Kubernetes, "Managing Service Accounts", schema of bound tokens.
 */
import { type ServiceCaller, serviceCaller } from "@rolecall/access";
import type { AssumeRoleForPodIdentityRequest } from "@rolecall/contracts/rolecall";
import {
  isJsonObject,
  type JsonObject,
  memberOf,
  notValidated,
  TokenRefusal,
  type VerifiedIdentity,
  verifyIdentity,
} from "@rolecall/federation/web-identity";
import { type Arn, formatArn, formatServicePrincipal, parseArn } from "@rolecall/names";
import type { Proving, ServiceError } from "@rolecall/operations";
import type { PodIdentityClusterRecord, ReadTransaction } from "@rolecall/store";
import { rolecallError } from "../error.ts";
import { POD_SERVICE } from "./role-to-pass.ts";

export interface Pod {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly name: string;
  readonly uid: string;
}

/** A pod that proved to be one of its cluster's: EKS speaks for it. */
export interface PodCaller extends ServiceCaller {
  readonly pod: Pod;
  readonly cluster: PodIdentityClusterRecord;
}

/** What such tokens are for, everywhere. */
export const POD_AUDIENCE = "pods.eks.amazonaws.com";

/** @throws InvalidTokenException, also where there is no such cluster: strangers learn nothing of it; ExpiredTokenException */
export async function provePod({
  input,
  store,
  now,
  env,
}: Proving<AssumeRoleForPodIdentityRequest>): Promise<PodCaller> {
  let cluster: PodIdentityClusterRecord | undefined;
  try {
    const verified = await verifyIdentity(input.Token, {
      now: Math.floor(now / 1000),
      keySets: env.outsideIssuers.keySets,
      async findProvider(issuer) {
        cluster = await store.read((tx) => clusterNamed(tx, input.ClusterArn));
        return cluster?.issuerUrl === issuer ? providerOf(cluster) : undefined;
      },
    });
    if (cluster === undefined) throw new Error("A token was verified with nobody's keys.");
    const source = { arn: cluster.id, accountId: cluster.accountId };
    const service = formatServicePrincipal(POD_SERVICE);
    return { ...serviceCaller({ service, source }), pod: readPod(verified), cluster };
  } catch (error) {
    throw error instanceof TokenRefusal ? refusal(error) : error;
  }
}

/**
 * The cluster may have been taken away since its pod's token was held to it, and another registered under its name.
 * @throws InvalidTokenException
 */
export async function confirmCluster(tx: ReadTransaction, { cluster }: PodCaller): Promise<void> {
  const current = await tx.podIdentityClusters.byId(cluster.id);
  const isSame =
    current?.createdAt === cluster.createdAt &&
    current.issuerUrl === cluster.issuerUrl &&
    current.keySet === cluster.keySet;
  if (!isSame) throw refusal(notValidated("The cluster was changed meanwhile."));
}

async function clusterNamed(tx: ReadTransaction, arn: string): Promise<PodIdentityClusterRecord | undefined> {
  const named = parseArn("pod-identity-cluster", arn);
  const id: Arn | undefined = named && formatArn("pod-identity-cluster", named);
  return id === undefined ? undefined : tx.podIdentityClusters.byId(id);
}

function providerOf({ id, accountId, issuerUrl, keySet, createdAt }: PodIdentityClusterRecord) {
  const issuer = { id: `${id}@${createdAt}`, accountId, url: issuerUrl, thumbprints: [], keySet };
  return { principal: id, location: issuerUrl, clientIds: [POD_AUDIENCE], issuer };
}

/** @throws TokenRefusal where it is bound to no pod */
function readPod({ identity, claims }: VerifiedIdentity): Pod {
  const bound = objectIn(claims, "kubernetes.io");
  const pod = objectIn(bound, "pod");
  const read = {
    namespace: nameIn(bound, "namespace"),
    serviceAccount: nameIn(objectIn(bound, "serviceaccount"), "name"),
    name: nameIn(pod, "name"),
    uid: nameIn(pod, "uid"),
  };
  if (identity.subject !== `system:serviceaccount:${read.namespace}:${read.serviceAccount}`)
    throw notValidated("The token's subject is not the service account that it is bound to.");
  return read;
}

function objectIn(claims: JsonObject, name: string): JsonObject {
  const value = memberOf(claims, name);
  if (!isJsonObject(value)) throw notValidated(`The token is bound to no pod: ${name} is missing.`);
  return value;
}

/** INVARIANT: what becomes part of a session's name and tags is of the characters of Kubernetes's names. */
function nameIn(claims: JsonObject, name: string): string {
  const value = memberOf(claims, name);
  if (typeof value !== "string" || value.length > 253 || !/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/.test(value))
    throw notValidated(`The token is bound to no pod: ${name} is no name.`);
  return value;
}

const CODES = {
  InvalidIdentityToken: "InvalidTokenException",
  ExpiredTokenException: "ExpiredTokenException",
} as const;

/** AWS's words for the bearer of such a token are not recorded. */
function refusal({ code, reason }: TokenRefusal): ServiceError {
  const message =
    code === "ExpiredTokenException"
      ? "The token included in the request is expired."
      : "The token included in the request is invalid.";
  return rolecallError(CODES[code], message).withRemedy(`A pod's token was refused: ${reason}`);
}
