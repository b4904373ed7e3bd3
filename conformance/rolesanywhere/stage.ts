/** What IAM Roles Anywhere's operations are asked on over the wire: an administrator, and a user who may do nothing but what a test allows. */
import { loadContract, type RolesAnywhereOperations } from "@rolecall/contracts";
import {
  newCertificate,
  newEcKeys,
} from "../../packages/credentials/src/certificate/certificate.test-support.ts";
import { newRevocationList } from "../../packages/credentials/src/certificate/revocation-list.test-support.ts";
import { type Clients, clientsOf, type Keys } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import {
  type FamilyOptions,
  type PermissionFamily,
  type PermissionStage,
  permissionFamily,
} from "../installation/permission-family.ts";
import { createRestClient } from "../installation/rest-client.ts";
import { ACCOUNT, ADMIN, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";

export const NOBODY = seedKeysOf("nobody");
const REGION = "us-east-1";

type Operations = RolesAnywhereOperations;
export type Ask = <Name extends keyof Operations & string>(
  name: Name,
  input: Operations[Name]["input"],
) => Promise<Operations[Name]["output"]>;

export interface RolesAnywhereStage extends PermissionStage {
  readonly installation: TestInstallation;
  readonly admin: Clients;
  /** Asks as the administrator. */
  readonly ask: Ask;
  as(keys: Keys, region?: string): Ask;
  stop(): Promise<void>;
}

/** @param args of `rolecall start` */
export async function startRolesAnywhereStage(args: readonly string[] = []): Promise<RolesAnywhereStage> {
  const seed = seedWithAdmin({ users: [seedUser("nobody")] });
  const installation = await startInstallation(seed, args);
  const contract = await loadContract("rolesanywhere");
  const as = (keys: Keys, region?: string) =>
    createRestClient({ contract, at: installation, keys, ...(region !== undefined && { region }) }) as Ask;
  const admin = clientsOf(installation, ADMIN);
  const limited = as(NOBODY);
  return {
    service: "rolesanywhere",
    operations: contract.operations,
    installation,
    admin,
    ask: as(ADMIN),
    as,
    user: { arn: `arn:aws:iam::${ACCOUNT}:user/nobody`, userName: "nobody", admin: admin.iam },
    send: (name, input) => limited(name as never, input as never),
    stop: () => installation.stop(),
  };
}

/** Rows of IAM Roles Anywhere's operations. */
export function rolesAnywhereFamily<Ground>(
  options: FamilyOptions<RolesAnywhereStage, Ground, Operations>,
): PermissionFamily<RolesAnywhereStage> {
  return permissionFamily(options);
}

export function arn(rest: string): string {
  return `arn:aws:rolesanywhere:${REGION}:${ACCOUNT}:${rest}`;
}

const keys = newEcKeys();
const CERTIFICATE_SIGN = 0x04;

/** The company's own, in PEM. */
export function authority(): string {
  return newCertificate({ subject: "Company CA", keys, isAuthority: true, keyUsage: CERTIFICATE_SIGN });
}

/** What it revoked, in PEM. */
export function newCrl(serialNumbers: readonly number[] = [7]): Uint8Array {
  return newRevocationList({ issuer: "Company CA", keys, serialNumbers });
}
