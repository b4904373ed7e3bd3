import type { RunInstanceRequest } from "@rolecall/contracts/rolecall";
import { formatArn, type InstanceId, toInstanceId } from "@rolecall/names";
import { type Call, newTags, type On } from "@rolecall/operations";
import type { ContextValue } from "@rolecall/policy";
import type { InstanceRecord, ReadTransaction, WriteTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { quotaExceeded, rolecallError } from "../error.ts";
import { ROLECALL_QUOTAS } from "../quotas.ts";
import { TAG_RULES, tagLimit } from "../tag-rules.ts";
import { instanceToWire } from "./instance-shape.ts";
import { metadataKeys, readMetadataOptions } from "./metadata-options.ts";
import { newInstance, regionOf } from "./on.ts";
import { existingProfile, findProfile, type ProfileToPass, passRole } from "./profile-to-pass.ts";

type Request = RunInstanceRequest;

const instanceToRun: On<Request, ProfileToPass> = {
  find: (call) => findProfile(call, call.input.InstanceProfileName),
  permission: (call, { profile }) => ({
    ...newInstance.permission(call, undefined),
    context: new Map<string, ContextValue>([
      ...metadataKeys(readMetadataOptions(call.input.MetadataOptions)),
      ...optionalKey("ec2:instancetype", call.input.InstanceType),
      ...optionalKey("ec2:instanceprofile", profile && formatArn("instance-profile", profile)),
    ]),
  }),
  also: (call, found) => [
    ...(newInstance.also?.(call, undefined) ?? []),
    ...passRole(found, newInstance.permission(call, undefined).resource),
  ],
  take: (found) => found,
};

function optionalKey(key: string, value: string | undefined): readonly (readonly [string, ContextValue])[] {
  return value === undefined ? [] : [[key, value]];
}

/**
 * Makes an instance known: a machine, wherever it runs, that is to get its credentials through an instance profile.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html has the members that EC2 has too.
 */
export const runInstance = rolecall.write("RunInstance", {
  on: instanceToRun,
  perform: async ({ call, target }) => {
    const { input, caller, tx, env } = call;
    const name = input.InstanceProfileName;
    const profile = name === undefined ? undefined : existingProfile(target, name);
    const tags = newTags(input.Tags, { rules: TAG_RULES, limit: tagLimit }, env);
    await refuseTooMany(call);
    const record: InstanceRecord = {
      id: await freeId(call),
      accountId: caller.accountId,
      ...(profile !== undefined && { instanceProfileId: profile.id }),
      state: "running",
      tags,
      launchedAt: call.now,
      ...(input.Name !== undefined && { name: await freeName(tx, call) }),
      region: regionOf(call),
      description: describe(input),
      metadataOptions: readMetadataOptions(input.MetadataOptions),
      ...(input.UserData !== undefined && { userData: Buffer.from(input.UserData).toString("base64") }),
    };
    await tx.instances.insert(record);
    return { Instance: await instanceToWire(tx, record) };
  },
});

async function refuseTooMany({ caller, tx, env }: Call<Request, WriteTransaction>): Promise<void> {
  const { InstancesPerAccount: limit } = ROLECALL_QUOTAS.of(env);
  if ((await tx.instances.count(caller.accountId)) >= limit)
    throw quotaExceeded("InstancesPerAccount", limit);
}

/** One that the machine has already, or a new one. @throws ConflictException where there is one of the id, whoever has it */
async function freeId({ input, tx, env }: Call<Request, WriteTransaction>): Promise<InstanceId> {
  const given = input.InstanceId;
  if (given === undefined) return newInstanceId(env);
  const id = toInstanceId(given);
  if ((await tx.instances.byId(id)) !== undefined)
    throw rolecallError("ConflictException", `There is an instance ${id} already.`);
  return id;
}

const ID_DIGITS = 17;

function newInstanceId({ random }: Call<Request, ReadTransaction>["env"]): InstanceId {
  const digits = Buffer.from(random(Math.ceil(ID_DIGITS / 2))).toString("hex");
  return toInstanceId(`i-${digits.slice(0, ID_DIGITS)}`);
}

/** @throws ConflictException where another instance of the account has it */
async function freeName(tx: ReadTransaction, { input, caller }: Call<Request, unknown>): Promise<string> {
  const name = input.Name ?? "";
  const other = await tx.instances.byName(caller.accountId, name);
  if (other !== undefined)
    throw rolecallError("ConflictException", `The instance ${other.id} has the name ${name} already.`);
  return name;
}

function describe({
  Placement: placement,
  ImageId: imageId,
  InstanceType: instanceType,
  Architecture: architecture,
  PrivateIpAddress: privateIpAddress,
  VpcId: vpcId,
  SubnetId: subnetId,
}: Request): InstanceRecord["description"] {
  const availabilityZone = placement?.AvailabilityZone;
  return {
    ...(availabilityZone !== undefined && { availabilityZone }),
    ...(imageId !== undefined && { imageId }),
    ...(instanceType !== undefined && { instanceType }),
    ...(architecture !== undefined && { architecture }),
    ...(privateIpAddress !== undefined && { privateIpAddress }),
    ...(vpcId !== undefined && { vpcId }),
    ...(subnetId !== undefined && { subnetId }),
  };
}
