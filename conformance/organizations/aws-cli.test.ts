import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import {
  type AwsCliShell,
  awsCliCommands,
  openAwsCliShell,
  withoutAwsCliShell as skip,
} from "../installation/aws-cli-shell.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { readOutbox } from "../installation/outbox.ts";
import { account, adminOf, deny, LAB, MANAGEMENT, SHOP } from "./stories/company.ts";

/** Every command of `aws organizations` and `aws account`: valid input, and the CLI parses what comes back. */
const GUEST = "444444444444";
const OTHER_COMPANY = "555555555555";

let installation: TestInstallation;
const shells = new Map<string, AwsCliShell>();
const used = new Set<string>();

before(async () => {
  const accounts = [MANAGEMENT, SHOP, LAB, GUEST, OTHER_COMPANY].map((id) => account(id));
  installation = await startInstallation({ accounts }, ["--quota", "organizations.InboundTransfers=5"]);
});
after(async () => {
  for (const shell of shells.values()) shell.close();
  await installation.stop();
});

/** A command as the administrator of an account. */
async function as(id: string, service: string, command: string, ...args: readonly string[]) {
  const shell = shells.get(id) ?? openAwsCliShell(installation, adminOf(id));
  shells.set(id, shell);
  used.add(`${service} ${command}`);
  return shell.run(service, command, ...args);
}

const aws = (command: string, ...args: readonly string[]) =>
  as(MANAGEMENT, "organizations", command, ...args);
const own = (command: string, ...args: readonly string[]) => as(MANAGEMENT, "account", command, ...args);

type Answer = Readonly<Record<string, unknown>>;

/** What stands at `Roots.0.Id` in an answer. */
function at(answer: Answer, path: string): string {
  let value: unknown = answer;
  for (const step of path.split(".")) value = (value as Record<string, unknown> | undefined)?.[step];
  assert.ok(typeof value === "string" && value !== "", `${path} in ${JSON.stringify(answer)}`);
  return value;
}

const json = (value: unknown) => JSON.stringify(value);

test("an organization is made, grows, and is looked at", { skip }, async () => {
  await aws("create-organization");
  const root = at(await aws("list-roots"), "Roots.0.Id");
  await aws("describe-organization");
  const unit = at(
    await aws("create-organizational-unit", "--parent-id", root, "--name", "A"),
    "OrganizationalUnit.Id",
  );
  await aws("update-organizational-unit", "--organizational-unit-id", unit, "--name", "B");
  await aws("describe-organizational-unit", "--organizational-unit-id", unit);
  await aws("list-organizational-units-for-parent", "--parent-id", root);
  const invite = async (target: string) =>
    at(
      await aws("invite-account-to-organization", "--target", json({ Type: "ACCOUNT", Id: target })),
      "Handshake.Id",
    );
  const accepted = await invite(SHOP);
  await as(SHOP, "organizations", "list-handshakes-for-account");
  await as(SHOP, "organizations", "accept-handshake", "--handshake-id", accepted);
  await as(LAB, "organizations", "accept-handshake", "--handshake-id", await invite(LAB));
  await as(GUEST, "organizations", "decline-handshake", "--handshake-id", await invite(GUEST));
  const cancelled = await invite(GUEST);
  await aws("cancel-handshake", "--handshake-id", cancelled);
  await aws("describe-handshake", "--handshake-id", cancelled);
  await aws("list-handshakes-for-organization");
  await aws(
    "move-account",
    "--account-id",
    SHOP,
    "--source-parent-id",
    root,
    "--destination-parent-id",
    unit,
  );
  await aws("list-accounts");
  await aws("describe-account", "--account-id", SHOP);
  await aws("list-accounts-for-parent", "--parent-id", unit);
  await aws("list-children", "--parent-id", root, "--child-type", "ACCOUNT");
  await aws("list-parents", "--child-id", SHOP);
  const request = at(
    await aws("create-account", "--email", "new@company.example", "--account-name", "new"),
    "CreateAccountStatus.Id",
  );
  await untilCreated(request);
  await aws("list-create-account-status");
  await aws("tag-resource", "--resource-id", SHOP, "--tags", "Key=a,Value=b");
  await aws("list-tags-for-resource", "--resource-id", SHOP);
  await aws("untag-resource", "--resource-id", SHOP, "--tag-keys", "a");
  await policies(root, unit);
  await services();
  await transfers();
  await contacts();
  await aws("remove-account-from-organization", "--account-id", SHOP);
  await as(LAB, "organizations", "leave-organization");
  await aws("delete-organizational-unit", "--organizational-unit-id", unit);
  await as(GUEST, "organizations", "create-organization");
  await as(GUEST, "organizations", "delete-organization");
  await aws(
    "close-account",
    "--account-id",
    at(await untilCreated(request), "CreateAccountStatus.AccountId"),
  );
});

async function untilCreated(request: string): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    const status = await aws("describe-create-account-status", "--create-account-request-id", request);
    if (at(status, "CreateAccountStatus.State") === "SUCCEEDED" || tries > 50) return status;
    await wait(100);
  }
}

async function policies(root: string, unit: string): Promise<void> {
  const content = json(deny("s3:*"));
  const named = ["--name", "P", "--description", "", "--type", "SERVICE_CONTROL_POLICY"];
  const policy = at(await aws("create-policy", ...named, "--content", content), "Policy.PolicySummary.Id");
  await aws("update-policy", "--policy-id", policy, "--name", "Q");
  await aws("describe-policy", "--policy-id", policy);
  await aws("list-policies", "--filter", "SERVICE_CONTROL_POLICY");
  for (const type of ["SERVICE_CONTROL_POLICY", "TAG_POLICY"]) {
    await aws("enable-policy-type", "--root-id", root, "--policy-type", type);
  }
  await aws("attach-policy", "--policy-id", policy, "--target-id", unit);
  await aws("list-policies-for-target", "--target-id", unit, "--filter", "SERVICE_CONTROL_POLICY");
  await aws("list-targets-for-policy", "--policy-id", policy);
  await aws("detach-policy", "--policy-id", policy, "--target-id", unit);
  await aws("delete-policy", "--policy-id", policy);
  const tags = json({ tags: { cc: { tag_key: { "@@assign": "CC" } } } });
  const tagged = ["--name", "T", "--description", "", "--type", "TAG_POLICY"];
  const tagPolicy = at(await aws("create-policy", ...tagged, "--content", tags), "Policy.PolicySummary.Id");
  await aws("attach-policy", "--policy-id", tagPolicy, "--target-id", root);
  await aws("describe-effective-policy", "--policy-type", "TAG_POLICY", "--target-id", SHOP);
  await aws("list-effective-policy-validation-errors", "--account-id", SHOP, "--policy-type", "TAG_POLICY");
  await aws("list-accounts-with-invalid-effective-policy", "--policy-type", "TAG_POLICY");
  await aws("disable-policy-type", "--root-id", root, "--policy-type", "TAG_POLICY");
}

async function services(): Promise<void> {
  const service = ["--service-principal", "sso.amazonaws.com"];
  await aws("enable-aws-service-access", ...service);
  await aws("enable-aws-service-access", "--service-principal", "account.amazonaws.com");
  await aws("list-aws-service-access-for-organization");
  await aws("register-delegated-administrator", "--account-id", LAB, ...service);
  await aws("list-delegated-administrators");
  await aws("list-delegated-services-for-account", "--account-id", LAB);
  await aws("deregister-delegated-administrator", "--account-id", LAB, ...service);
  await aws("disable-aws-service-access", ...service);
  const Principal = { AWS: `arn:aws:iam::${LAB}:root` };
  const statement = { Effect: "Allow", Principal, Action: "organizations:ListPolicies", Resource: "*" };
  await aws("put-resource-policy", "--content", json({ Version: "2012-10-17", Statement: [statement] }));
  await aws("describe-resource-policy");
  await aws("delete-resource-policy");
}

/** The first day of the month after the next. */
function transferStart(): string {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1)).toISOString();
}

async function transfers(): Promise<void> {
  const other = (command: string, ...args: readonly string[]) =>
    as(OTHER_COMPANY, "organizations", command, ...args);
  await other("create-organization", "--feature-set", "CONSOLIDATED_BILLING");
  const features = at(await other("enable-all-features"), "Handshake.Id");
  await other("accept-handshake", "--handshake-id", features);
  const invited = await aws(
    "invite-organization-to-transfer-responsibility",
    ...["--type", "BILLING", "--target", json({ Type: "ACCOUNT", Id: OTHER_COMPANY })],
    ...["--start-timestamp", transferStart(), "--source-name", "bills"],
  );
  await other("accept-handshake", "--handshake-id", at(invited, "Handshake.Id"));
  const inbound = await aws("list-inbound-responsibility-transfers", "--type", "BILLING");
  await other("list-outbound-responsibility-transfers", "--type", "BILLING");
  const id = at(inbound, "ResponsibilityTransfers.0.Id");
  await aws("describe-responsibility-transfer", "--id", id);
  await aws("update-responsibility-transfer", "--id", id, "--name", "more bills");
  await aws("terminate-responsibility-transfer", "--id", id);
}

async function contacts(): Promise<void> {
  const contact = ["--alternate-contact-type", "BILLING"];
  await own(
    "put-alternate-contact",
    ...contact,
    "--name",
    "B",
    "--title",
    "T",
    "--email-address",
    "b@c.example",
    "--phone-number",
    "+1 555 0100",
  );
  await own("get-alternate-contact", ...contact);
  await own("delete-alternate-contact", ...contact);
  const information = {
    FullName: "The Company",
    AddressLine1: "1 Main Street",
    City: "Springfield",
    StateOrRegion: "IL",
    PostalCode: "62701",
    CountryCode: "US",
    PhoneNumber: "+12175550100",
  };
  await own("put-contact-information", "--contact-information", json(information));
  await own("get-contact-information");
  await own("put-account-name", "--account-name", "headquarters");
  await own("get-account-information");
  await own("list-regions");
  await own("enable-region", "--region-name", "eu-central-2");
  await own("get-region-opt-status", "--region-name", "eu-central-2");
  await own("disable-region", "--region-name", "eu-central-2");
  await own("get-primary-email", "--account-id", LAB);
  const address = ["--account-id", LAB, "--primary-email", "lab@company.example"];
  await own("start-primary-email-update", ...address);
  await own("accept-primary-email-update", ...address, "--otp", readCode());
}

/** The code that was sent, in the outbox. */
function readCode(): string {
  const texts = readOutbox(installation).map(({ text }) => text);
  const code = /\b(?=[A-Za-z0-9]*\d)[A-Za-z0-9]{6}\b/.exec(texts.join("\n"))?.[0];
  assert.ok(code, texts.join("\n"));
  return code;
}

/** What Rolecall has not, and says so: see docs/organizations.md. */
const UNAVAILABLE = ["create-gov-cloud-account", "get-gov-cloud-account-information"];

test("every command was used", { skip }, async () => {
  for (const service of ["organizations", "account"]) {
    const left = awsCliCommands(service).filter(
      (command) => !used.has(`${service} ${command}`) && !UNAVAILABLE.includes(command),
    );
    assert.deepEqual(left, [], service);
  }
});
