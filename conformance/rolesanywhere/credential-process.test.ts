import assert from "node:assert/strict";
import { execFile, execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { loadContract, type RolesAnywhereOperations } from "@rolecall/contracts";
import { withoutAwsCliShell } from "../installation/aws-cli-shell.ts";
import { runRolecall } from "../installation/child-process.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { createRestClient } from "../installation/rest-client.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";

/** The machine of docs/roles-anywhere.md: certificates by openssl, credentials by `rolecall credential-process`, used by AWS's own clients. */

const MAIN = fileURLToPath(new URL("../../packages/server/bin/main.js", import.meta.url));
const skip = spawnSync("openssl", ["version"]).status === 0 ? false : "openssl is not installed";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/machine`;

let installation: TestInstallation;
let folder = "";
let given: Readonly<Record<string, string>> = {};

const openssl = (...args: readonly string[]) => execFileSync("openssl", args, { cwd: folder, stdio: "pipe" });
const file = (name: string) => join(folder, name);

/** As the page has it, line by line. */
function makeCertificates(): void {
  openssl(
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -sha256 -keyout ca.key -out ca.pem".split(
      " ",
    ),
    ..."-subj /O=Example/CN=Example-CA -addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign,cRLSign".split(
      " ",
    ),
  );
  const sign = (name: string, subject: string, extensions: string, issuer = "ca") => {
    openssl(
      ..."req -newkey rsa:2048 -nodes -sha256".split(" "),
      "-keyout",
      `${name}.key`,
      "-out",
      `${name}.csr`,
      "-subj",
      subject,
    );
    writeFileSync(file(`${name}.ext`), extensions);
    const by = ["-CA", `${issuer}.pem`, "-CAkey", `${issuer}.key`, "-CAcreateserial"];
    openssl(
      "x509",
      "-req",
      "-in",
      `${name}.csr`,
      ...by,
      "-days",
      "30",
      "-sha256",
      "-extfile",
      `${name}.ext`,
      "-out",
      `${name}.pem`,
    );
  };
  const machine = "basicConstraints=critical,CA:false\nkeyUsage=critical,digitalSignature\n";
  const middle = "basicConstraints=critical,CA:true,pathlen:0\nkeyUsage=critical,keyCertSign\n";
  sign(
    "web-1",
    "/O=Example/OU=shop/CN=web-1",
    `${machine}subjectAltName=URI:spiffe://example.com/shop/web\n`,
  );
  sign("issuing", "/O=Example/CN=Issuing-CA", middle);
  sign("web-2", "/O=Example/OU=shop/CN=web-2", machine, "issuing");
}

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), "rolecall-machine-"));
  makeCertificates();
  const trust = {
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Service: "rolesanywhere.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"],
      Condition: { StringEquals: { "aws:PrincipalTag/x509Subject/OU": "shop" } },
    },
  };
  installation = await startInstallation(seedWithAdmin({ roles: [{ name: "machine", trust }] }));
  const contract = await loadContract("rolesanywhere");
  const ask = createRestClient({ contract, at: installation, keys: ADMIN });
  type Operations = RolesAnywhereOperations;
  const x509CertificateData = execFileSync("cat", [file("ca.pem")], { encoding: "utf8" });
  const source = { sourceType: "CERTIFICATE_BUNDLE", sourceData: { x509CertificateData } };
  const { trustAnchor } = (await ask("CreateTrustAnchor", {
    name: "machines",
    source,
    enabled: true,
  })) as Operations["CreateTrustAnchor"]["output"];
  const { profile } = (await ask("CreateProfile", {
    name: "machines",
    roleArns: [ROLE],
    enabled: true,
  })) as Operations["CreateProfile"]["output"];
  given = {
    certificate: file("web-1.pem"),
    "private-key": file("web-1.key"),
    "trust-anchor-arn": trustAnchor.trustAnchorArn ?? "",
    "profile-arn": profile?.profileArn ?? "",
    "role-arn": ROLE,
    endpoint: installation.endpoint,
  };
});
after(async () => {
  await installation?.stop();
  if (folder !== "") rmSync(folder, { recursive: true });
});

function options(more: Readonly<Record<string, string | undefined>> = {}): readonly string[] {
  return Object.entries({ ...given, ...more }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
}

async function run(more: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
  const { code, output } = await runRolecall(["credential-process", ...options(more)]);
  return code === 0 ? output : `${code} ${output.trim()}`;
}

test("what it prints is what credential_process asks for", { skip }, async () => {
  const printed = JSON.parse(await run({ "session-duration": "900" }));
  assert.deepEqual(Object.keys(printed), [
    "Version",
    "AccessKeyId",
    "SecretAccessKey",
    "SessionToken",
    "Expiration",
  ]);
  assert.equal(printed.Version, 1);
  const lifeMs = Date.parse(printed.Expiration) - Date.now();
  assert.ok(lifeMs > 840_000 && lifeMs <= 901_000, `${lifeMs}`);
});

test("intermediates go along, from a file of their own or behind the certificate", { skip }, async () => {
  const own = { certificate: file("web-2.pem"), "private-key": file("web-2.key") };
  assert.match(
    await run(own),
    /^2 .*CreateSession was refused: AccessDeniedException: Untrusted Signing Certificate$/,
  );
  assert.match(await run({ ...own, intermediates: file("issuing.pem") }), /^\{"Version":1,/);
  writeFileSync(file("chain.pem"), execFileSync("cat", [file("web-2.pem"), file("issuing.pem")]));
  assert.match(await run({ ...own, certificate: file("chain.pem") }), /^\{"Version":1,/);
});

/** A profile as the page has it. */
function configFile(): string {
  const command = [process.execPath, "-C", "@rolecall/source", MAIN, "credential-process", ...options()].join(
    " ",
  );
  writeFileSync(file("config"), `[profile machine]\nregion = us-east-1\ncredential_process = ${command}\n`);
  return file("config");
}

test("the AWS CLI acts as the role, and so does the SDK for JavaScript", { skip }, async (t) => {
  const config = { AWS_CONFIG_FILE: configFile(), AWS_SHARED_CREDENTIALS_FILE: "/dev/null" };
  const [serial = ""] =
    /serial=(\w+)/.exec(openssl("x509", "-in", "web-1.pem", "-noout", "-serial").toString())?.slice(1) ?? [];
  const arn = `arn:aws:sts::${ACCOUNT}:assumed-role/machine/${serial.toLowerCase()}`;
  await t.test("the SDK", async () => {
    Object.assign(process.env, config);
    const sts = new STSClient({ profile: "machine", endpoint: installation.endpoint, region: "us-east-1" });
    assert.equal((await sts.send(new GetCallerIdentityCommand())).Arn, arn);
  });
  await t.test("the CLI", { skip: withoutAwsCliShell }, async () => {
    const args = [
      "-c",
      "from awscli.clidriver import main; import sys; sys.exit(main())",
      "sts",
      "get-caller-identity",
    ];
    const env = { PATH: process.env.PATH, HOME: folder, AWS_ENDPOINT_URL: installation.endpoint, ...config };
    const { stdout } = await promisify(execFile)(
      "python3",
      [...args, "--profile", "machine", "--output", "json"],
      { env },
    );
    assert.equal(JSON.parse(stdout).Arn, arn);
  });
});

test("what is wrong is told in a line, with exit code 2", { skip }, async () => {
  writeFileSync(file("empty.pem"), "nothing\n");
  const sealed = ["-aes256", "-passout", "pass:secret"];
  openssl("rsa", "-in", "web-1.key", ...sealed, "-out", "sealed.key");
  const anchor = given["trust-anchor-arn"] ?? "";
  for (const [more, expected] of [
    [{ certificate: undefined }, /--certificate is needed\.$/],
    [{ "role-arn": undefined }, /--role-arn is needed\.$/],
    [
      { "trust-anchor-arn": given["profile-arn"] },
      /--trust-anchor-arn arn:\S+ is no ARN of a trust anchor\.$/,
    ],
    [{ "profile-arn": anchor }, /--profile-arn arn:\S+ is no ARN of a profile\.$/],
    [{ "trust-anchor-arn": anchor.replace("us-east-1", "eu-west-1") }, /they have to be of one region\.$/],
    [{ "role-arn": "machine" }, /--role-arn machine is no ARN of a role\.$/],
    [{ "session-duration": "60" }, /--session-duration 60 is no number of seconds from 900 to 43200\.$/],
    [{ endpoint: "ftp://localhost" }, /the endpoint ftp:\/\/localhost is no URL of http or https\.$/],
    [{ endpoint: "http://127.0.0.1:1" }, /http:\/\/127\.0\.0\.1:1 did not answer: .+\.$/],
    [{ certificate: file("gone.pem") }, /gone\.pem cannot be read: .+\.$/],
    [{ certificate: file("empty.pem") }, /empty\.pem holds no certificate in PEM\.$/],
    [{ intermediates: file("empty.pem") }, /empty\.pem holds no certificate in PEM\.$/],
    [{ "private-key": file("web-1.pem") }, /web-1\.pem holds no private key in PEM\.$/],
    [
      { "private-key": file("sealed.key") },
      /sealed\.key is sealed with a passphrase, which nobody is there to give\.$/,
    ],
    [
      { "private-key": file("ca.key") },
      /ca\.key is not the private key of the certificate in .+web-1\.pem\.$/,
    ],
    [
      { "role-session-name": "job" },
      /CreateSession was refused: AccessDeniedException: Not authorized to set roleSessionName\.$/,
    ],
    [
      { "role-arn": `${ROLE}s` },
      /CreateSession was refused: AccessDeniedException: Unable to assume role for /,
    ],
    [
      { region: "eu-west-1" },
      /CreateSession was refused: ResourceNotFoundException: There is no trust anchor/,
    ],
  ] as const) {
    const told = await run(more);
    assert.match(told, expected);
    assert.match(told, /^2 [^\n]+$/, told);
  }
});
