/**
 * The credentials that EC2's metadata service hands out. Source: EC2 User Guide, "IAM roles for Amazon EC2"; IAM User Guide, "Using an
 * IAM role to grant permissions to applications running on Amazon EC2 instances"; Service Authorization Reference, Amazon EC2.
 */
import { NO_PERMISSION, sessionsRevokedAt } from "@rolecall/access";
import type { GetInstanceRoleCredentialsRequest } from "@rolecall/contracts/rolecall";
import type { DeliveryKeys } from "@rolecall/credentials";
import { formatArn } from "@rolecall/names";
import type { Call, ServiceError } from "@rolecall/operations";
import type { RoleTarget } from "@rolecall/operations/role-session";
import type { InstanceRecord, ReadTransaction } from "@rolecall/store";
import { rolecall } from "../define.ts";
import { rolecallError } from "../error.ts";
import { instanceArn } from "../instance/instance-shape.ts";
import { spendKeyProof } from "../key-proof.ts";
import {
  deliveredTarget,
  deliverSession,
  MACHINE_SESSION_SECONDS,
  trustRequirement,
} from "./delivered-session.ts";
import { type Delivering, findDelivering } from "./delivering-profile.ts";
import { confirmInstance, type InstanceCaller, proveInstance } from "./instance-caller.ts";

type DeliveryCall = Call<GetInstanceRoleCredentialsRequest, ReadTransaction, InstanceCaller>;

interface Found {
  readonly record: InstanceRecord;
  readonly delivering: Delivering;
  /** Absent where there is no role to be had. */
  readonly target: RoleTarget | undefined;
}

export const getInstanceRoleCredentials = rolecall.writeUnsigned("GetInstanceRoleCredentials", {
  prove: (proving) => proveInstance("GetInstanceRoleCredentials", proving),
  resolve: find,
  /** The role's trust policy has to let EC2 in, as things are now. */
  requires: (_call, { target }) => (target === undefined ? NO_PERMISSION : [trustRequirement(target)]),
  async perform({ call, target: { record, delivering, target } }) {
    if (delivering.state !== "active" || target === undefined) throw nothingToDeliver(record, delivering);
    await spendKeyProof(call);
    const { role, profile } = delivering;
    const { session, issuedAt } = deliverSession(call, target, {
      durationSeconds: MACHINE_SESSION_SECONDS,
      deliveryKeys: deliveryKeys(call, record),
    });
    return {
      RoleName: role.name,
      RoleArn: formatArn("role", role),
      InstanceProfileArn: formatArn("instance-profile", profile),
      InstanceProfileId: profile.id,
      ...session,
      IssuedAt: issuedAt,
      SessionsRevokedAt: await sessionsRevokedAt(call.tx, role),
    };
  },
});

async function find(call: DeliveryCall): Promise<Found> {
  const record = await confirmInstance(call);
  const delivering = await findDelivering(call.tx, record);
  if (delivering.state !== "active") return { record, delivering, target: undefined };
  const roleArn = formatArn("role", delivering.role);
  return { record, delivering, target: await deliveredTarget(call, { roleArn, sessionName: record.id }) };
}

function deliveryKeys({ input }: DeliveryCall, record: InstanceRecord): DeliveryKeys {
  const { vpcId, privateIpAddress } = record.description;
  return {
    "ec2:sourceinstancearn": instanceArn(record),
    "ec2:roledelivery": input.RoleDelivery ?? "2.0",
    ...(vpcId !== undefined && { "aws:ec2instancesourcevpc": vpcId }),
    ...(privateIpAddress !== undefined && { "aws:ec2instancesourceprivateipv4": privateIpAddress }),
  };
}

function nothingToDeliver({ id }: InstanceRecord, { state }: Delivering): ServiceError {
  if (state === "not-found")
    return rolecallError(
      "InstanceProfileNotFoundException",
      `The instance profile of ${id} was deleted. One that was made anew under its name is another one.`,
    );
  if (state === "without-role")
    return rolecallError(
      "InstanceProfileWithoutRoleException",
      "Instance Profile does not contain a role. Please see documentation at https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html.",
    );
  return rolecallError("NoInstanceProfileException", `The instance ${id} has no instance profile.`);
}
