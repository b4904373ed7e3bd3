import type { Instance } from "@rolecall/contracts/rolecall";
import { type Arn, formatArn } from "@rolecall/names";
import { tagsToWire } from "@rolecall/operations";
import type { ListedInstance, ReadTransaction } from "@rolecall/store";
import { metadataOptionsToWire } from "./metadata-options.ts";

export function instanceArn({ accountId, region, id }: ListedInstance): Arn {
  return formatArn("instance", { accountId, region, instanceId: id });
}

export async function instanceToWire(tx: ReadTransaction, record: ListedInstance): Promise<Instance> {
  const { description, enrolment } = record;
  return {
    InstanceId: record.id,
    Arn: instanceArn(record),
    AccountId: record.accountId,
    State: record.state,
    LaunchTime: new Date(record.launchedAt),
    Name: record.name,
    ImageId: description.imageId,
    InstanceType: description.instanceType,
    Architecture: description.architecture,
    Placement: { Region: record.region, AvailabilityZone: description.availabilityZone },
    PrivateIpAddress: description.privateIpAddress,
    VpcId: description.vpcId,
    SubnetId: description.subnetId,
    MetadataOptions: metadataOptionsToWire(record.metadataOptions),
    Tags: tagsToWire(record.tags),
    InstanceProfile: await profileToWire(tx, record),
    EnrolledAt: record.enrolledAt === undefined ? undefined : new Date(record.enrolledAt),
    EnrolmentExpiresAt: enrolment === undefined ? undefined : new Date(enrolment.expiresAt),
  };
}

/** A profile that was deleted has no ARN any more: what is there under its name is another one. */
async function profileToWire(
  tx: ReadTransaction,
  { instanceProfileId: id }: ListedInstance,
): Promise<Instance["InstanceProfile"]> {
  if (id === undefined) return undefined;
  const profile = await tx.instanceProfiles.byId(id);
  return { Id: id, Arn: profile && formatArn("instance-profile", profile) };
}
