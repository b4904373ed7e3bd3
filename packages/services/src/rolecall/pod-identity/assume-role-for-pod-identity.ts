/**
 * The credentials that the agent of EKS Pod Identity hands to pods. Source: EKS Auth API Reference, AssumeRoleForPodIdentity; EKS User
 * Guide, "Grant Pods access to AWS resources based on tags".
 */
import type { Requirement } from "@rolecall/access";
import type { AssumeRoleForPodIdentityRequest } from "@rolecall/contracts/rolecall";
import { newUuid } from "@rolecall/credentials";
import type { Call } from "@rolecall/operations";
import {
  findRole,
  joinSessionTags,
  type RoleTarget,
  rolePermission,
  sessionKeys,
  sessionRequirements,
} from "@rolecall/operations/role-session";
import type { PodIdentityAssociationRecord, ReadTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { deliverSession, MACHINE_SESSION_SECONDS } from "../delivery/delivered-session.ts";
import { rolecallError } from "../error.ts";
import { associationArn } from "./pod-identity-shape.ts";
import { confirmCluster, POD_AUDIENCE, type PodCaller, provePod } from "./pod-token.ts";

const SESSION_NAME_MAX_LENGTH = 64;

type PodCall = Call<AssumeRoleForPodIdentityRequest, ReadTransaction, PodCaller>;

interface Found {
  readonly association: PodIdentityAssociationRecord;
  readonly target: RoleTarget;
}

export const assumeRoleForPodIdentity = rolecall.readUnsigned("AssumeRoleForPodIdentity", {
  prove: provePod,
  resolve: find,
  /** The role's trust policy has to let EKS in for pods, and with the tags, as things are now. */
  requires: (_call, { target }) => trustRequirements(target),
  async perform({ call, target: { association, target } }) {
    const { session } = deliverSession(call, target, { durationSeconds: MACHINE_SESSION_SECONDS });
    const { namespace, serviceAccount } = call.caller.pod;
    return {
      Subject: { Namespace: namespace, ServiceAccount: serviceAccount },
      Audience: POD_AUDIENCE,
      PodIdentityAssociation: {
        AssociationArn: associationArn(association),
        AssociationId: association.id,
      },
      ...session,
    };
  },
});

async function find(call: PodCall): Promise<Found> {
  const { caller, tx, env } = call;
  await confirmCluster(tx, caller);
  const { cluster, pod } = caller;
  const { namespace, serviceAccount } = pod;
  const association = await tx.podIdentityAssociations.ofServiceAccount(
    cluster.id,
    namespace,
    serviceAccount,
  );
  if (association === undefined)
    throw rolecallError(
      "ResourceNotFoundException",
      `There is no association for service account ${serviceAccount} in namespace ${namespace} of cluster ${cluster.name}.`,
    );
  const name = `eks-${cluster.name}-${pod.name}-${newUuid(env.random)}`;
  const target = {
    ...(await findRole(call, association.roleArn)),
    sessionName: name.slice(0, SESSION_NAME_MAX_LENGTH),
    tags: sessionTags(caller, association),
    sourceIdentity: undefined,
  };
  return { association, target };
}

function trustRequirements(target: RoleTarget): readonly Requirement[] {
  const permission = () => rolePermission(target, sessionKeys(target));
  return [{ ...permission(), action: "sts:AssumeRole" }, ...sessionRequirements(target, permission)];
}

function sessionTags({ cluster, pod }: PodCaller, { areSessionTagsDisabled }: PodIdentityAssociationRecord) {
  const tags = {
    "eks-cluster-arn": cluster.id,
    "eks-cluster-name": cluster.name,
    "kubernetes-namespace": pod.namespace,
    "kubernetes-service-account": pod.serviceAccount,
    "kubernetes-pod-name": pod.name,
    "kubernetes-pod-uid": pod.uid,
  };
  const Tags = Object.entries(areSessionTagsDisabled ? {} : tags).map(([Key, Value]) => ({ Key, Value }));
  const passed = { Tags, TransitiveTagKeys: Tags.map(({ Key }) => Key) };
  return joinSessionTags(passed, { calling: undefined, limit: Tags.length });
}
