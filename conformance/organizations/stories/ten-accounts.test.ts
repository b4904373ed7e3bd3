import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ListUsersCommand } from "@aws-sdk/client-iam";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { keysOf } from "../../installation/clients.ts";
import { missingClient, runClient } from "../../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../../installation/installation.ts";
import { ADMINISTRATOR } from "../../installation/seed.ts";
import { account, adminOf, as, MANAGEMENT, trusting } from "./company.ts";

/** Ten accounts and one set of users: who signs in to one of them works in each of the others by a role. */
const MEMBERS = Array.from({ length: 9 }, (_, index) => String(200_000_000_000 + index));
const roleOf = (id: string) => `arn:aws:iam::${id}:role/Engineer`;

const seed = {
  accounts: [
    account(MANAGEMENT),
    ...MEMBERS.map((id, index) => ({
      id,
      name: `workload-${index}`,
      roles: [{ name: "Engineer", trust: trusting(MANAGEMENT), policies: [ADMINISTRATOR] }],
    })),
  ],
  organization: {
    managementAccount: MANAGEMENT,
    root: { units: [{ name: "Workloads", accounts: MEMBERS }] },
  },
};

let installation: TestInstallation;
let folder: string;
before(async () => {
  installation = await startInstallation(seed);
  folder = mkdtempSync(join(tmpdir(), "rolecall-profiles-"));
  const { accessKeyId, secretAccessKey } = adminOf(MANAGEMENT);
  writeFileSync(
    join(folder, "credentials"),
    `[people]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`,
  );
  const profiles = MEMBERS.map(
    (id) => `[profile in-${id}]\nrole_arn = ${roleOf(id)}\nsource_profile = people\n`,
  );
  writeFileSync(join(folder, "config"), profiles.join("\n"));
});
after(async () => {
  await installation.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("an SDK works in each of them", async () => {
  for (const id of MEMBERS) {
    const people = as(installation, adminOf(MANAGEMENT));
    const { Credentials } = await people.sts.send(
      new AssumeRoleCommand({ RoleArn: roleOf(id), RoleSessionName: "ann" }),
    );
    await as(installation, keysOf(Credentials)).iam.send(new ListUsersCommand({}));
  }
});

test("the AWS CLI does by profiles with role_arn and source_profile", {
  skip: missingClient("aws", "--version"),
}, async () => {
  for (const id of MEMBERS.slice(0, 3)) {
    const { code, stdout, stderr } = await runClient("aws", {
      args: ["sts", "get-caller-identity", "--profile", `in-${id}`, "--output", "json"],
      environment: {
        // The CLI keeps sessions of roles in its home, by profile: those of another run are strangers' here.
        HOME: folder,
        AWS_ENDPOINT_URL: installation.endpoint,
        AWS_DEFAULT_REGION: "us-east-1",
        AWS_CONFIG_FILE: join(folder, "config"),
        AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials"),
      },
    });
    assert.equal(code, 0, stderr);
    assert.match(JSON.parse(stdout).Arn, new RegExp(`^arn:aws:sts::${id}:assumed-role/Engineer/`));
  }
});
