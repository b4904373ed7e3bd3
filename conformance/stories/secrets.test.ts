import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  UpdateLoginProfileCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, GetSessionTokenCommand } from "@aws-sdk/client-sts";
import { readAuditText } from "../installation/audit.ts";
import { clientsOf } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";

/** No secret reaches a log line, an audit record, an error or a page of the database. */
const SECRETS = {
  key: "seeded-access-key-secret-1",
  rootPassword: "Seeded-root-password-2",
  userPassword: "Seeded-user-password-3!",
  newPassword: "Chosen-login-password-4!",
  weakPassword: "weak5",
};
const ACCOUNT = "111111111111";
const ADMIN = { accessKeyId: "AKIASEEDSEEADMIN", secretAccessKey: SECRETS.key };

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation({
    accounts: [
      {
        id: ACCOUNT,
        rootPassword: SECRETS.rootPassword,
        users: [
          {
            name: "admin",
            password: SECRETS.userPassword,
            policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
            accessKeys: [{ id: ADMIN.accessKeyId, secret: SECRETS.key }],
          },
        ],
        roles: [
          {
            name: "Any",
            trust: {
              Version: "2012-10-17",
              Statement: { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "sts:AssumeRole" },
            },
          },
        ],
      },
    ],
  });
});
after(() => installation.stop());

test("secrets stay out of logs, records, errors and the database", async () => {
  const { iam, sts } = clientsOf(installation, ADMIN);
  const told: string[] = [];
  const failing = async (call: Promise<unknown>) => {
    await assert.rejects(call, (error: Error) => told.push(error.message, JSON.stringify(error)) > 0);
  };
  await iam.send(new CreateUserCommand({ UserName: "eve" }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: "eve" }));
  await iam.send(new CreateLoginProfileCommand({ UserName: "eve", Password: SECRETS.newPassword }));
  await failing(iam.send(new UpdateLoginProfileCommand({ UserName: "eve", Password: SECRETS.weakPassword })));
  await failing(
    iam.send(
      new ChangePasswordCommand({ OldPassword: SECRETS.newPassword, NewPassword: SECRETS.weakPassword }),
    ),
  );
  const session = await sts.send(new GetSessionTokenCommand({}));
  const role = await sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${ACCOUNT}:role/Any`, RoleSessionName: "story" }),
  );
  const made = [AccessKey?.SecretAccessKey, session.Credentials, role.Credentials].flatMap((value) =>
    typeof value === "string" ? [value] : [value?.SecretAccessKey ?? "", value?.SessionToken ?? ""],
  );
  const secrets = [...Object.values(SECRETS), ...made];
  assert.equal(secrets.filter((secret) => secret.length > 4).length, Object.keys(SECRETS).length + 5);

  const { dataFolder } = installation;
  const audit = await new Promise<string>((resolve) =>
    setTimeout(() => resolve(readAuditText(installation)), 100),
  );
  assert.match(audit, /"eventName":"CreateAccessKey"/);
  const databaseFiles = readdirSync(dataFolder).filter((name) => name.startsWith("rolecall.db"));
  assert.ok(databaseFiles.length > 0);
  const places = new Map([
    ["audit log", audit],
    ["error messages", told.join("\n")],
    ["program's log", installation.errors.join("\n")],
    ...databaseFiles.map((name) => [name, readFileSync(join(dataFolder, name), "latin1")] as const),
  ]);
  for (const [place, text] of places) {
    for (const secret of secrets) assert.ok(!text.includes(secret), `${place} holds a secret`);
  }
});
