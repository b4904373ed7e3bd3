import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { missingClient, runClient } from "../installation/external-client.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { startIssuer, type TestIssuer } from "../installation/issuer.ts";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { terraformFolder, withoutTerraform } from "../installation/terraform.ts";
import { MACHINE_ROLE, type Machine, startMachine } from "./machine.ts";
import { withEnvironment } from "./with-environment.ts";

/**
 * The chain of AWS's clients, as they come: profiles that take a role by another profile's keys, by the machine's or the container's
 * role, or by a web identity; and Terraform's provider, on a machine and in a container.
 */
const SCRIPT = fileURLToPath(new URL("clients.py", import.meta.url));
const AUDIENCE = "sts.amazonaws.com";
const folder = mkdtempSync(join(tmpdir(), "rolecall-chain-"));
const file = (name: string) => join(folder, name);
const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const trusting = (statement: object) => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Action: "sts:AssumeRole", ...statement },
});

let installation: TestInstallation;
let issuer: TestIssuer;
let machine: Machine;
before(async () => {
  issuer = await startIssuer(() => Date.now());
  installation = await startInstallation(
    seedWithAdmin({
      oidcProviders: [{ url: issuer.url, clientIds: [AUDIENCE] }],
      roles: [
        { ...MACHINE_ROLE, policies: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
        { name: "ByKeys", trust: trusting({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/admin` } }) },
        { name: "ByMachine", trust: trusting({ Principal: { AWS: roleArn("Web") } }) },
        {
          name: "ByToken",
          trust: trusting({
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer.location}` },
            Condition: { StringEquals: { [`${issuer.location}:sub`]: "job" } },
          }),
        },
      ],
    }),
    ["--loopback-issuers"],
  );
  machine = await startMachine(installation);
  writeFileSync(file("token"), await issuer.sign({ sub: "job", aud: [AUDIENCE] }));
  writeFileSync(
    file("credentials"),
    `[base]\naws_access_key_id = ${ADMIN.accessKeyId}\naws_secret_access_key = ${ADMIN.secretAccessKey}\n`,
  );
});
after(async () => {
  await machine?.stop();
  await installation?.stop();
  issuer?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Source {
  /** Of the profile that is used; without it the environment alone says where credentials are. */
  readonly profile?: readonly string[];
  readonly variables: () => Readonly<Record<string, string>>;
  readonly role: string;
}

const onMachine = () => ({ AWS_EC2_METADATA_SERVICE_ENDPOINT: machine.endpoint });
const inContainer = () => ({
  AWS_CONTAINER_CREDENTIALS_FULL_URI: `${machine.endpoint}/v2/credentials/0b1c2d3e`,
});
const nowhereElse = () => ({ AWS_EC2_METADATA_DISABLED: "true" });

const PROFILES: Readonly<Record<string, Source>> = {
  "another profile's keys": {
    profile: [`role_arn = ${roleArn("ByKeys")}`, "source_profile = base"],
    variables: nowhereElse,
    role: "ByKeys",
  },
  "the machine's role": {
    profile: [`role_arn = ${roleArn("ByMachine")}`, "credential_source = Ec2InstanceMetadata"],
    variables: onMachine,
    role: "ByMachine",
  },
  "the container's role": {
    profile: [`role_arn = ${roleArn("ByMachine")}`, "credential_source = EcsContainer"],
    variables: inContainer,
    role: "ByMachine",
  },
  "a web identity": {
    profile: [`role_arn = ${roleArn("ByToken")}`, `web_identity_token_file = ${file("token")}`],
    variables: nowhereElse,
    role: "ByToken",
  },
};

/** What a client has of AWS's in its environment: a configuration of this source alone. */
function environmentOf(name: string, { profile, variables }: Source): Readonly<Record<string, string>> {
  const configuration = file(`${name.replaceAll(/\W/g, "-")}.config`);
  writeFileSync(configuration, profile === undefined ? "" : `[profile chosen]\n${profile.join("\n")}\n`);
  return {
    ...variables(),
    ...(profile !== undefined && {
      AWS_PROFILE: "chosen",
      AWS_SHARED_CREDENTIALS_FILE: file("credentials"),
    }),
    AWS_CONFIG_FILE: configuration,
    AWS_ENDPOINT_URL: installation.endpoint,
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_REGION: "us-east-1",
    HOME: folder,
  };
}

const sessionOf = (role: string) => new RegExp(`:assumed-role/${role}/`);

for (const [name, source] of Object.entries(PROFILES)) {
  describe(`a profile takes a role by ${name}`, () => {
    test("botocore", { skip: missingClient("python3", "-cimport botocore") }, async () => {
      const environment = environmentOf(name, source);
      const { stdout, stderr } = await runClient("python3", { args: [SCRIPT, "1", "0"], environment });
      assert.equal(stderr, "");
      assert.match(JSON.parse(stdout).arn, sessionOf(source.role));
    });

    test("the AWS CLI", { skip: missingClient("aws", "--version") }, async () => {
      const args = ["sts", "get-caller-identity", "--output", "json"];
      const { stdout, stderr } = await runClient("aws", { args, environment: environmentOf(name, source) });
      assert.match(stdout, sessionOf(source.role), stderr);
    });

    test("the SDK for JavaScript", async () => {
      await withEnvironment(environmentOf(name, source), async () => {
        const sts = new STSClient({});
        const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
        assert.match(Arn ?? "", sessionOf(source.role));
      });
    });
  });
}

const OF_TERRAFORM: Readonly<Record<string, Source>> = {
  "on a machine": { variables: () => ({ ...onMachine(), TF_VAR_on_machine: "true" }), role: "Web" },
  "in a container": { variables: inContainer, role: "Web" },
};

describe("Terraform's provider finds its role", { skip: withoutTerraform }, () => {
  for (const [name, source] of Object.entries(OF_TERRAFORM)) {
    test(name, async () => {
      const variables = environmentOf(`terraform-${name}`, source);
      const terraform = terraformFolder(installation, ["who.tf"], { variables });
      try {
        await terraform.run("init", "-input=false");
        await terraform.run("apply", "-input=false", "-auto-approve");
        assert.match(String(await terraform.output("arn")), sessionOf(source.role));
      } finally {
        terraform.remove();
      }
    });
  }
});
