/** What IAM's operations are asked on over the wire: an administrator, and a user who may do nothing but what a test allows. */
import assert from "node:assert/strict";
import * as sdk from "@aws-sdk/client-iam";
import { type IamOperations, loadContract } from "@rolecall/contracts";
import { type Clients, clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import {
  type FamilyOptions,
  type On,
  type PermissionFamily,
  type PermissionStage,
  permissionFamily,
} from "../installation/permission-family.ts";
import { PRODUCT_PROVIDERS } from "../installation/product-providers.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

export const NOBODY = seedKeysOf("nobody");

export interface IamStage extends PermissionStage {
  readonly installation: TestInstallation;
  readonly admin: Clients;
  readonly nobody: Clients;
  stop(): Promise<void>;
}

/** @param args of `rolecall start` */
export async function startIamStage(args: readonly string[] = []): Promise<IamStage> {
  const installation = await startInstallation(seedWithAdmin({ users: [seedUser("nobody")] }), [
    "--product-providers",
    PRODUCT_PROVIDERS,
    ...args,
  ]);
  const [admin, limited] = [clientsOf(installation, ADMIN), clientsOf(installation, NOBODY)];
  return {
    service: "iam",
    operations: (await loadContract("iam")).operations,
    installation,
    admin,
    nobody: limited,
    user: { arn: `arn:aws:iam::${ACCOUNT}:user/nobody`, userName: "nobody", admin: admin.iam },
    send: (name, input) => limited.iam.send(iamCommand(name, input)),
    stop: () => installation.stop(),
  };
}

/** The command of AWS's client for an operation that is known by its name. */
export function iamCommand(name: string, input: object): sdk.GetUserCommand {
  const commands = sdk as unknown as Readonly<Record<string, new (input: object) => sdk.GetUserCommand>>;
  const Command = commands[`${name}Command`];
  assert.ok(Command, `AWS's client has no ${name}`);
  return new Command(input);
}

/** Rows of IAM's operations. */
export function iamFamily<Ground>(
  options: FamilyOptions<IamStage, Ground, IamOperations>,
): PermissionFamily<IamStage> {
  return permissionFamily(options);
}

export function arn(rest: string): string {
  return `arn:aws:iam::${ACCOUNT}:${rest}`;
}

/** What is called by its name in denials: `user bob`, and not by its ARN. */
export function named(
  kind: "user" | "group" | "role" | "instance-profile" | "server-certificate",
  name: string,
) {
  return { resource: arn(`${kind}/${name}`), named: `${kind.replace("-", " ")} ${name}` } satisfies On;
}

/** Trusts EC2, so that an instance profile can hold the role. */
export const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
});
export const DOCUMENT = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "s3:ListBucket", Resource: "*" },
});
/** A policy of AWS's. */
export const READ_ONLY = "arn:aws:iam::aws:policy/IAMReadOnlyAccess";
/** One that every password policy takes. */
export const PASSWORD = "Correct-Horse-1-Battery";
