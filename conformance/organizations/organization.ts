/** An organization for tests over the wire: a management account and two members, one of them in a unit. */
import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import {
  AcceptHandshakeCommand,
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  InviteAccountToOrganizationCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { type Clients, clientConfiguration, clientsOf, type Keys } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR } from "../installation/seed.ts";

export const MANAGEMENT = ACCOUNT;
/** In the unit. */
export const MEMBER = "222222222222";
/** Right under the root. */
const OTHER = "333333333333";
/** In no organization. */
export const ALONE = "444444444444";

const SECRET = "story-secret-of-at-least-16";

/** The keys of a user whom each account has: `admin`, who may do everything, and `nobody`, who may do nothing. */
export function keysIn(account: string, user: "admin" | "nobody" = "admin"): Keys {
  return {
    accessKeyId: `AKIA${user.toUpperCase().padEnd(6, "X")}${account.slice(0, 10)}`,
    secretAccessKey: SECRET,
  };
}

function accountWith(id: string): object {
  const keyOf = (user: "admin" | "nobody") => [{ id: keysIn(id, user).accessKeyId, secret: SECRET }];
  return {
    id,
    email: `root@${id}.example`,
    users: [
      { name: "admin", policies: [ADMINISTRATOR], accessKeys: keyOf("admin") },
      { name: "nobody", accessKeys: keyOf("nobody") },
    ],
  };
}

export interface TestOrganization {
  readonly installation: TestInstallation;
  readonly organizationId: string;
  readonly rootId: string;
  readonly unitId: string;
  clients(keys: Keys): Clients & { readonly organizations: OrganizationsClient };
  stop(): Promise<void>;
}

type Engine = "sqlite" | "postgres";

const ENGINES: readonly Engine[] = ["sqlite", "postgres"];

/**
 * Tells tests on each engine, with an organization of their own: it is there once they run, and stopped after them.
 * @param args of `rolecall start`
 */
export function onEachEngine(
  tell: (organization: () => TestOrganization) => void,
  args: readonly string[] = [],
): void {
  for (const engine of ENGINES) {
    describe(engine, () => {
      let organization: TestOrganization;
      before(async () => {
        organization = await startOrganization(engine, args);
      });
      after(() => organization?.stop());
      tell(() => organization);
    });
  }
}

/** Starts an installation and makes an organization in it, by its operations. */
export async function startOrganization(
  engine: Engine = "sqlite",
  args: readonly string[] = [],
): Promise<TestOrganization> {
  const database = engine === "postgres" ? await createDatabase() : undefined;
  const seed = { accounts: [MANAGEMENT, MEMBER, OTHER, ALONE].map(accountWith) };
  const where = database === undefined ? [] : ["--database", database.url];
  const installation = await startInstallation(seed, [...where, ...args]);
  const clients: TestOrganization["clients"] = (keys) => ({
    ...clientsOf(installation, keys),
    organizations: new OrganizationsClient(clientConfiguration(installation, keys)),
  });
  const made = await makeOrganization(clients);
  return {
    installation,
    ...made,
    clients,
    async stop() {
      await installation.stop();
      if (database === undefined) return;
      await database.drop();
      await stopTestServer();
    },
  };
}

async function makeOrganization(clients: TestOrganization["clients"]) {
  const { organizations } = clients(keysIn(MANAGEMENT));
  const { Organization } = await organizations.send(new CreateOrganizationCommand({ FeatureSet: "ALL" }));
  for (const Id of [MEMBER, OTHER]) {
    const Target = { Id, Type: "ACCOUNT" } as const;
    const { Handshake } = await organizations.send(new InviteAccountToOrganizationCommand({ Target }));
    await clients(keysIn(Id)).organizations.send(new AcceptHandshakeCommand({ HandshakeId: Handshake?.Id }));
  }
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const rootId = Roots?.[0]?.Id;
  const unit = new CreateOrganizationalUnitCommand({ ParentId: rootId, Name: "Workloads" });
  const { OrganizationalUnit } = await organizations.send(unit);
  const unitId = OrganizationalUnit?.Id;
  await organizations.send(
    new MoveAccountCommand({ AccountId: MEMBER, SourceParentId: rootId, DestinationParentId: unitId }),
  );
  assert.ok(Organization?.Id && rootId && unitId);
  return { organizationId: Organization.Id, rootId, unitId };
}
