import type { CreatePodIdentityAssociationRequest } from "@rolecall/contracts/rolecall";
import { type Call, newTags, type On, withTags } from "@rolecall/operations";
import type { FoundRole } from "@rolecall/operations/role-session";
import type {
  PodIdentityAssociationRecord,
  PodIdentityClusterRecord,
  WriteTransaction,
} from "@rolecall/store";
import { rolecall } from "../define.ts";
import { quotaExceeded, rolecallError } from "../error.ts";
import { ROLECALL_QUOTAS } from "../quotas.ts";
import { TAG_RULES, tagLimit } from "../tag-rules.ts";
import { existingCluster, type FoundCluster, findCluster } from "./on.ts";
import { associationToWire } from "./pod-identity-shape.ts";
import { findRoleToPass, passRole, refuseOthersRole } from "./role-to-pass.ts";

type Request = CreatePodIdentityAssociationRequest;

interface Found extends FoundCluster {
  readonly role: FoundRole | undefined;
}

const newAssociation: On<Request, Found> = withTags<Request, Found, Found>(
  "rolecall:TagPodIdentityAssociation",
  {
    find: async (call) => ({
      ...(await findCluster(call)),
      role: await findRoleToPass(call, call.input.RoleArn),
    }),
    permission: (_call, { arn }) => ({ resource: arn }),
    also: (_call, { role }) => passRole(role),
    take: (found) => found,
  },
);

/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html */
export const createPodIdentityAssociation = rolecall.write("CreatePodIdentityAssociation", {
  on: newAssociation,
  async perform({ call, target }) {
    const { input, caller, tx, env, now } = call;
    const cluster = existingCluster(target, input.ClusterName);
    refuseOthersRole(target.role, caller.accountId);
    const tags = newTags(input.Tags, { rules: TAG_RULES, limit: tagLimit }, env);
    await refuseSecond(call, cluster);
    const record: PodIdentityAssociationRecord = {
      id: newAssociationId(env),
      accountId: caller.accountId,
      clusterId: cluster.id,
      namespace: input.Namespace,
      serviceAccount: input.ServiceAccount,
      roleArn: input.RoleArn,
      areSessionTagsDisabled: input.DisableSessionTags ?? false,
      tags,
      createdAt: now,
      modifiedAt: now,
    };
    await tx.podIdentityAssociations.insert(record);
    return { Association: associationToWire(record) };
  },
});

async function refuseSecond(
  { input, tx, env }: Call<Request, WriteTransaction>,
  { id }: PodIdentityClusterRecord,
): Promise<void> {
  const { Namespace: namespace, ServiceAccount: serviceAccount } = input;
  const other = await tx.podIdentityAssociations.ofServiceAccount(id, namespace, serviceAccount);
  if (other !== undefined)
    throw rolecallError("ConflictException", `Association already exists: ${other.id}`);
  const limit = ROLECALL_QUOTAS.of(env).PodIdentityAssociationsPerCluster;
  if ((await tx.podIdentityAssociations.count(id)) >= limit)
    throw quotaExceeded("PodIdentityAssociationsPerCluster", limit);
}

const ID_DIGITS = 17;

function newAssociationId({ random }: Call<Request, WriteTransaction>["env"]): string {
  const digits = Buffer.from(random(Math.ceil(ID_DIGITS / 2))).toString("hex");
  return `a-${digits.slice(0, ID_DIGITS)}`;
}
