/** Rolecall in the process of somebody's tests, asked by AWS's own clients. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CreateUserCommand, GetUserCommand, IAMClient, ListUsersCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Rolecall, RolecallError, startRolecall } from "../../packages/rolecall/src/index.ts";
import { ACCOUNT, COMPANY } from "./company.ts";

const clientOf = ({ endpoint, region, credentials }: Rolecall, name: string) =>
  new IAMClient({ endpoint, region, credentials: credentials(name), maxAttempts: 1 });
const namesOf = async (iam: IAMClient) =>
  (await iam.send(new ListUsersCommand({}))).Users?.map(({ UserName }) => UserName);

const failure = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof RolecallError, String(error));
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

test("without a seed there is an account with an administrator", async () => {
  await using rolecall = await startRolecall();
  assert.match(rolecall.endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual(await namesOf(clientOf(rolecall, "admin")), ["admin"]);
});

test("several in one process keep to themselves, and each goes back to its seed", async () => {
  const [one, other] = await Promise.all([
    startRolecall({ seed: COMPANY }),
    startRolecall({ seed: COMPANY }),
  ]);
  await clientOf(one, "admin").send(new CreateUserCommand({ UserName: "bob" }));
  other.clock.advance({ days: 400 });
  assert.deepEqual(await namesOf(clientOf(one, "admin")), ["admin", "bob", "ci", "keyless"]);
  assert.deepEqual(await namesOf(clientOf(other, "admin")), ["admin", "ci", "keyless"]);
  assert.ok(Math.abs(one.clock.now().getTime() - Date.now()) < 1_000);
  await one.reset();
  assert.deepEqual(await namesOf(clientOf(one, "admin")), ["admin", "ci", "keyless"]);
  assert.ok(other.clock.now().getTime() > Date.now() + 399 * 86_400_000);
  await one.close();
  assert.deepEqual(await namesOf(clientOf(other, "admin")), ["admin", "ci", "keyless"]);
  await Promise.all([other.close(), other.close(), one.close()]);
  await assert.rejects(one.reset(), failure("closed", /was closed/));
  await assert.rejects(fetch(other.endpoint));
});

test("a seed is a value, the text of a file or a file, and says where it is wrong", async () => {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-embedded-"));
  try {
    const seedFile = join(folder, "seed.yaml");
    const text = `accounts: [{ id: "${ACCOUNT}", users: [{ name: ann }] }]`;
    writeFileSync(seedFile, text);
    for (const options of [{ seed: text }, { seedFile }]) {
      await using rolecall = await startRolecall(options);
      assert.throws(
        () => rolecall.credentials("ann"),
        failure("credentials", /The seed gives "ann" no accessKeys; nobody has any\./),
      );
    }
    const wrong = (seed: object) => ({ seed: seed as never });
    for (const [options, message] of [
      [wrong({ accounts: [{ id: ACCOUNT, usres: [] }] }), /accounts\[0\]\.usres: .*did you mean "users"\?/],
      [wrong({ accounts: [{ id: 1 }] }), /^seed: accounts\[0\]\.id: must be string/],
      [
        wrong({ accounts: [{ id: ACCOUNT }, { id: ACCOUNT }] }),
        /accounts\[1\]\.id: Account .* already exists/,
      ],
      [{ seed: "accounts: [" }, /^seed:1:\d+: /],
      [{ seed: text, seedFile }, /seed and seedFile exclude each other/],
      [{ seedFile: join(folder, "none.yaml") }, /seedFile .*none\.yaml cannot be read: ENOENT/],
      [{ port: 65_536 }, /--port: "65536" is not a number from 0 to 65535/],
      [{ startOptions: ["--nonsense"] }, /--nonsense/],
      [{ startOptions: ["--workers", "2"] }, /startOptions: --workers is none of an installation in memory/],
      [{ startOptions: ["--data=here"] }, /startOptions: --data is none/],
      [{ sead: {} } as object, /"sead" is not known here; there are seed, seedFile/],
    ] as const)
      await assert.rejects(startRolecall(options), failure("start", message), String(message));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what fails at the start leaves nothing behind, and a port that is taken is named", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  await assert.rejects(
    startRolecall({ port }),
    failure("start", new RegExp(`port ${port} of 127.0.0.1 is taken`)),
  );
  taken.close();
  await once(taken, "close");
  // What a seed's operations refuse is found out once it listens.
  const roles = [{ name: "R", trust: { Version: "2012-10-17", Statement: [] }, policies: ["NoSuchPolicy"] }];
  await assert.rejects(
    startRolecall({ port, seed: { accounts: [{ id: ACCOUNT, roles }] } }),
    failure("start", /roles\[0\]/),
  );
  await using rolecall = await startRolecall({ port });
  assert.equal(rolecall.endpoint, `http://127.0.0.1:${port}`);
});

test("keys are those of the seed's users, and what there is is listed", async () => {
  const [first] = COMPANY.accounts;
  const second = {
    id: "222222222222",
    rootAccessKey: { id: "AKIAROOTROOTROOTROOT", secret: "a-secret-of-at-least-16" },
    users: [{ name: "ci", accessKeys: [{ id: "AKIACICICICICICICIC2", secret: "a-secret-of-at-least-16" }] }],
  };
  await using rolecall = await startRolecall({ seed: { accounts: [first, second] } });
  assert.equal(rolecall.credentials(`${ACCOUNT}/ci`).accessKeyId, "AKIACICICICICICICIC1");
  assert.equal(rolecall.credentials("222222222222/ci").accessKeyId, "AKIACICICICICICICIC2");
  assert.equal(rolecall.credentials("root").accessKeyId, "AKIAROOTROOTROOTROOT");
  assert.throws(
    () => rolecall.credentials("ci"),
    failure("credentials", /Several accounts have ci: name one as 111111111111\/ci or 222222222222\/ci\./),
  );
  assert.throws(
    () => rolecall.env("nobody"),
    failure(
      "credentials",
      /no user "nobody" .*111111111111\/admin, 111111111111\/ci, 222222222222\/ci, 222222222222\/root\.$/,
    ),
  );
  assert.deepEqual(rolecall.env("admin"), {
    AWS_ENDPOINT_URL: rolecall.endpoint,
    AWS_ACCESS_KEY_ID: "AKIAADMINADMINADMIN1",
    AWS_SECRET_ACCESS_KEY: "a-secret-of-at-least-16",
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
  });
  const { endpoint, region } = rolecall;
  const sts = new STSClient({ endpoint, region, credentials: rolecall.credentials("root") });
  const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Arn, "arn:aws:iam::222222222222:root");
});

test("what happened and what was denied is told, with why", async () => {
  await using rolecall = await startRolecall({ seed: COMPANY });
  await clientOf(rolecall, "admin").send(new GetUserCommand({}));
  const refused = clientOf(rolecall, "ci").send(new CreateUserCommand({ UserName: "eve" }));
  await assert.rejects(refused, { name: "AccessDenied" });
  const [asked, denied, ...others] = await rolecall.audit();
  assert.deepEqual(others, []);
  assert.deepEqual(
    [asked?.eventName, asked?.userIdentity?.userName, asked?.errorCode],
    ["GetUser", "admin", undefined],
  );
  assert.deepEqual(
    [denied?.eventName, denied?.userIdentity?.userName, denied?.errorCode],
    ["CreateUser", "ci", "AccessDenied"],
  );
  const [denial, ...more] = await rolecall.denials();
  assert.deepEqual(more, []);
  const { at, requestId, authorizationId, message, text, explanation, ...told } = denial ?? assert.fail();
  assert.deepEqual(told, {
    principal: `arn:aws:iam::${ACCOUNT}:user/ci`,
    action: "iam:CreateUser",
    resource: `arn:aws:iam::${ACCOUNT}:user/eve`,
    decision: "implicitDeny",
    layer: "identity",
    unexplained: undefined,
  });
  assert.equal(requestId, denied?.requestID);
  assert.ok(Math.abs(at.getTime() - Date.now()) < 60_000);
  assert.match(message, new RegExp(`because no identity-based policy allows.*${authorizationId}`));
  assert.match(text ?? "", /Denied because no identity-based policy allows it/);
  assert.deepEqual(explanation?.changes[0]?.statement, {
    Effect: "Allow",
    Action: "iam:CreateUser",
    Resource: `arn:aws:iam::${ACCOUNT}:user/eve`,
  });
  await rolecall.reset();
  assert.deepEqual([await rolecall.audit(), await rolecall.denials()], [[], []]);
});

test("a denial that is over, and one of nobody's, says why it is not explained", async () => {
  await using rolecall = await startRolecall({ seed: COMPANY });
  const iam = clientOf(rolecall, "ci");
  await assert.rejects(iam.send(new ListUsersCommand({})), { name: "AccessDenied" });
  rolecall.clock.advance({ days: 2 });
  const [denial] = await rolecall.denials();
  assert.equal(denial?.explanation, undefined);
  assert.match(denial?.unexplained ?? "", /There is no such denial, or it is over/);
});

test("an organization's denials are explained, also where its members may not ask", async () => {
  const seed = {
    accounts: [{ id: "222222222222" }, ...COMPANY.accounts],
    organization: {
      managementAccount: "222222222222",
      policyTypes: ["SERVICE_CONTROL_POLICY"],
      policies: [
        {
          name: "Nothing",
          type: "SERVICE_CONTROL_POLICY",
          document: { Version: "2012-10-17", Statement: { Effect: "Deny", Action: "*", Resource: "*" } },
        },
      ],
      root: { accounts: [{ id: ACCOUNT, policies: ["Nothing"] }] },
    },
  } as const;
  await using rolecall = await startRolecall({ seed });
  await assert.rejects(namesOf(clientOf(rolecall, "admin")), { name: "AccessDenied" });
  const [denial] = await rolecall.denials();
  assert.deepEqual([denial?.layer, denial?.decision], ["serviceControl", "explicitDeny"]);
  assert.equal(denial?.explanation?.changes[0]?.kind, "liftDeny");
});

test("one process is of one partition, and says so", async () => {
  await using _ = await startRolecall();
  await assert.rejects(
    startRolecall({ startOptions: ["--partition", "aws-cn"] }),
    failure("start", /--partition: this process is of aws already/),
  );
});

/** Ends by itself once nothing is left to wait for. */
const PROGRAM = `
import { startRolecall } from ${JSON.stringify(new URL("../../packages/rolecall/src/index.ts", import.meta.url).href)};
const rolecall = await startRolecall();
await fetch(rolecall.endpoint);
await rolecall.close();
await rolecall.close();
await startRolecall({ port: 70000 }).catch((error) => console.log(error.name));
`;

test("a program that has closed it ends by itself", async () => {
  const child = spawn(process.execPath, ["-C", "@rolecall/source", "--input-type=module", "-e", PROGRAM], {
    stdio: ["ignore", "pipe", "inherit"],
    timeout: 60_000,
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  const [code] = await once(child, "exit");
  assert.deepEqual([code, printed], [0, "RolecallError\n"]);
});
