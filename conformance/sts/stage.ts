/** What STS's operations are asked on over the wire: the management account of an organization, and in it a user who may do nothing. */
import assert from "node:assert/strict";
import { EnableAWSServiceAccessCommand } from "@aws-sdk/client-organizations";
import * as sdk from "@aws-sdk/client-sts";
import { loadContract, type StsOperations } from "@rolecall/contracts";
import type { TestInstallation } from "../installation/installation.ts";
import {
  type FamilyOptions,
  type PermissionFamily,
  type PermissionStage,
  permissionFamily,
} from "../installation/permission-family.ts";
import {
  keysIn,
  MANAGEMENT,
  startOrganization,
  type TestOrganization,
} from "../organizations/organization.ts";

type OrganizationClients = ReturnType<TestOrganization["clients"]>;

export interface StsStage extends PermissionStage {
  readonly installation: TestInstallation;
  readonly admin: OrganizationClients;
  readonly nobody: OrganizationClients;
  stop(): Promise<void>;
}

export async function startStsStage(): Promise<StsStage> {
  const organization = await startOrganization();
  const admin = organization.clients(keysIn(MANAGEMENT));
  const nobody = organization.clients(keysIn(MANAGEMENT, "nobody"));
  await admin.organizations.send(
    new EnableAWSServiceAccessCommand({ ServicePrincipal: "iam.amazonaws.com" }),
  );
  return {
    service: "sts",
    operations: (await loadContract("sts")).operations,
    installation: organization.installation,
    admin,
    nobody,
    user: { arn: `arn:aws:iam::${MANAGEMENT}:user/nobody`, userName: "nobody", admin: admin.iam },
    send: (name, input) => nobody.sts.send(stsCommand(name, input)),
    stop: organization.stop,
  };
}

/** The command of AWS's client for an operation that is known by its name. */
function stsCommand(name: string, input: object): sdk.GetCallerIdentityCommand {
  type Command = new (input: object) => sdk.GetCallerIdentityCommand;
  const Command = (sdk as unknown as Readonly<Record<string, Command>>)[`${name}Command`];
  assert.ok(Command, `AWS's client has no ${name}`);
  return new Command(input);
}

/** Rows of STS's operations. */
export function stsFamily<Ground>(
  options: FamilyOptions<StsStage, Ground, StsOperations>,
): PermissionFamily<StsStage> {
  return permissionFamily(options);
}
