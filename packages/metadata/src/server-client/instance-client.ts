import type { InstanceTask, InstanceTaskServer } from "../container/instance-tasks.ts";
import type { InstanceServer } from "../imds/instance-agent.ts";
import type { InstanceDescription, InstanceProfile } from "../imds/instance-description.ts";
import { callRolecall, isObject, type JsonObject, type RolecallEndpoint } from "./call-rolecall.ts";
import { objectOf, optionalObject, optionalText, optionalTime, textOf, timeOf } from "./read-answer.ts";
import { readSession } from "./session-answer.ts";

export interface InstanceClientParts extends RolecallEndpoint {
  /** Signs by the key that this machine enrolled with; another proof for each question. */
  readonly prove: (operation: string, input: JsonObject) => string;
}

/** The server as an instance asks it: each question is proven by the instance's key. */
export function createInstanceClient(parts: InstanceClientParts): InstanceServer & InstanceTaskServer {
  const ask = (operation: string, input: JsonObject) =>
    callRolecall(parts, operation, { ...input, Proof: parts.prove(operation, input) });
  return {
    async describe() {
      return readDescription(await ask("GetInstanceIdentity", {}));
    },
    async fetchCredentials(delivery) {
      const issuedAtMs = parts.clock();
      return readSession(await ask("GetInstanceRoleCredentials", { RoleDelivery: delivery }), issuedAtMs);
    },
    async listTasks() {
      const { Tasks: tasks } = await ask("ListInstanceTasks", {});
      return (Array.isArray(tasks) ? tasks.filter(isObject) : []).map(readTask);
    },
    async fetchTaskCredentials(taskId) {
      const issuedAtMs = parts.clock();
      return readSession(await ask("GetTaskRoleCredentials", { TaskId: taskId }), issuedAtMs);
    },
  };
}

/**
 * Enrols this machine as the instance that a token is for: from now on its key proves that it is.
 * @throws CredentialsRefused where the token is good no more
 */
export async function enrolInstance(
  endpoint: RolecallEndpoint,
  { enrolmentToken, publicKeyPem }: { readonly enrolmentToken: string; readonly publicKeyPem: string },
): Promise<InstanceDescription> {
  const input = { EnrolmentToken: enrolmentToken, PublicKey: publicKeyPem };
  return readDescription(await callRolecall(endpoint, "EnrolInstance", input));
}

function readDescription(answer: JsonObject): InstanceDescription {
  const instance = objectOf(answer, "Instance");
  const placement = objectOf(instance, "Placement");
  const [, partition = "aws"] = textOf(instance, "Arn").split(":");
  const { options, areTagsShown } = readOptions(objectOf(instance, "MetadataOptions"));
  const profile = optionalObject(answer, "InstanceProfile");
  const userData = optionalText(answer, "UserData");
  return {
    instanceId: textOf(instance, "InstanceId"),
    accountId: textOf(instance, "AccountId"),
    partition,
    region: textOf(placement, "Region"),
    availabilityZone: optionalText(placement, "AvailabilityZone"),
    imageId: optionalText(instance, "ImageId"),
    instanceType: optionalText(instance, "InstanceType"),
    architecture: optionalText(instance, "Architecture"),
    privateIp: optionalText(instance, "PrivateIpAddress"),
    vpcId: optionalText(instance, "VpcId"),
    subnetId: optionalText(instance, "SubnetId"),
    pendingTimeMs: timeOf(instance, "LaunchTime"),
    options,
    tags: areTagsShown ? readTags(instance.Tags) : undefined,
    userData: userData === undefined ? undefined : Buffer.from(userData, "base64"),
    instanceProfile: profile && readProfile(profile),
    sessionsRevokedUpToMs: profile && optionalTime(profile, "SessionsRevokedAt"),
  };
}

function readOptions(options: JsonObject) {
  const hopLimit = options.HttpPutResponseHopLimit;
  return {
    options: {
      isEnabled: options.HttpEndpoint !== "disabled",
      // INVARIANT: what is not said is the stricter of two.
      allowsVersion1: options.HttpTokens === "optional",
      hopLimit: typeof hopLimit === "number" ? hopLimit : 1,
    },
    areTagsShown: options.InstanceMetadataTags === "enabled",
  };
}

function readTags(tags: unknown): Readonly<Record<string, string>> {
  const list = Array.isArray(tags) ? tags.filter(isObject) : [];
  return Object.fromEntries(list.map((tag) => [textOf(tag, "Key"), textOf(tag, "Value")]));
}

function readProfile(profile: JsonObject): InstanceProfile {
  return {
    arn: optionalText(profile, "Arn") ?? "",
    id: textOf(profile, "Id"),
    isMissing: profile.State === "not-found",
    roleName: optionalText(profile, "RoleName"),
  };
}

function readTask(listed: JsonObject): InstanceTask {
  const task = objectOf(listed, "Task");
  const containers = Array.isArray(task.Containers) ? task.Containers.filter(isObject) : [];
  return {
    id: textOf(task, "TaskId"),
    taskArn: textOf(task, "Arn"),
    cluster: textOf(task, "Cluster"),
    family: textOf(task, "Family"),
    revision: String(task.Revision),
    roleArn: optionalText(task, "TaskRoleArn"),
    containers: containers.map((each) => ({ name: textOf(each, "Name"), image: textOf(each, "Image") })),
    sessionsRevokedUpToMs: optionalTime(listed, "SessionsRevokedAt"),
  };
}
