import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { toAccountId, toInstanceId } from "@rolecall/names";
import { openTestInstallation } from "../../installation/installation.test-support.ts";
import type { Installation } from "../../installation/installation.ts";
import { applySeed } from "../apply-seed.ts";
import { readSeed } from "../read-seed.ts";

const accountId = toAccountId("111111111111");
const ID = "i-0123456789abcdef0";
const trust = {
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
};

let installation: Installation;
beforeEach(async () => {
  installation = await openTestInstallation();
});
afterEach(() => installation.close());

async function seed(more: object, instances: readonly object[]): Promise<void> {
  const account = { id: accountId, roles: [{ name: "Web", trust }], instances, ...more };
  const text = JSON.stringify({ accounts: [account] }, undefined, 1);
  await applySeed(installation, readSeed(text, "seed.json"), () => {});
}

const PROFILE = { instanceProfiles: [{ name: "Web", role: "Web", tags: { team: "web" } }] };

test("instances of a seed are run with their profile, and all that is said of them", async () => {
  await seed(PROFILE, [
    {
      id: ID,
      name: "web-1",
      instanceProfile: "Web",
      region: "eu-central-1",
      availabilityZone: "eu-central-1a",
      architecture: "arm64",
      privateIpAddress: "10.0.0.7",
      metadataOptions: { httpTokens: "optional", httpPutResponseHopLimit: 2 },
      userData: "#!/bin/sh\n",
      tags: { team: "web" },
    },
    { name: "web-2" },
  ]);
  const { record, profile, role, count } = await installation.store.read(async (tx) => ({
    record: await tx.instances.byId(toInstanceId(ID)),
    profile: await tx.instanceProfiles.byName(accountId, "Web"),
    role: await tx.roles.byName(accountId, "Web"),
    count: await tx.instances.count(accountId),
  }));
  assert.equal(count, 2);
  assert.equal(profile?.roleId, role?.id);
  assert.deepEqual(profile?.tags, [{ key: "team", value: "web" }]);
  const { launchedAt, ...shown } = record ?? assert.fail();
  assert.ok(launchedAt > 0);
  assert.deepEqual(shown, {
    id: ID,
    accountId,
    name: "web-1",
    instanceProfileId: profile?.id,
    state: "running",
    tags: [{ key: "team", value: "web" }],
    region: "eu-central-1",
    description: { availabilityZone: "eu-central-1a", architecture: "arm64", privateIpAddress: "10.0.0.7" },
    metadataOptions: {
      httpTokens: "optional",
      httpPutResponseHopLimit: 2,
      isEndpointEnabled: true,
      areTagsEnabled: false,
    },
    userData: Buffer.from("#!/bin/sh\n").toString("base64"),
  });
});

const REFUSED: Readonly<
  Record<string, readonly [more: object, instances: readonly object[], message: RegExp]>
> = {
  "a profile that is not there": [
    {},
    [{ instanceProfile: "Web" }],
    /^seed\.json:\d+: accounts\[0\]\.instances\[0\]: There is no instance profile Web in this account/,
  ],
  "a role that is not there": [
    { instanceProfiles: [{ name: "Web", role: "None" }] },
    [],
    /accounts\[0\]\.instanceProfiles\[0\]\.role: The role with name None cannot be found/,
  ],
  "an id that is none": [{}, [{ id: "i-1" }], /instances\[0\]\.id: .*looks like i-0123456789abcdef0/],
  "an id that comes twice": [{}, [{ id: ID }, { id: ID }], /instances\[1\]\.id: /],
  "a name that comes twice": [
    {},
    [{ id: ID, name: "web" }, { name: "web" }],
    /instances\[1\]: The instance i-0123456789abcdef0 has the name web already/,
  ],
  "an address that is none": [{}, [{ privateIpAddress: "10.0.0.256" }], /instances\[0\]: .*rivateIpAddress/],
  "a hop limit that no packet has": [
    {},
    [{ metadataOptions: { httpPutResponseHopLimit: 65 } }],
    /instances\[0\]\.metadataOptions\.httpPutResponseHopLimit/,
  ],
};

for (const [what, [more, instances, message]] of Object.entries(REFUSED)) {
  test(`${what} is told with its place`, async () => {
    await assert.rejects(seed(more, instances), { message });
  });
}
