/** `/saml`: a company's identity provider has a browser post its response, and the person is in the console as a role. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AWS_NAME, createIdp } from "../../packages/federation/src/saml/idp.test-support.ts";
import { readAuditLog } from "../installation/audit.ts";
import { type CompanyIdp, startCompanyIdp } from "../installation/company-idp.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser } from "./browser.ts";

const provider = (name: string) => `arn:aws:iam::${ACCOUNT}:saml-provider/${name}`;
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

const idp = createIdp({ now: Date.now });
let company: CompanyIdp;
let installation: TestInstallation;
before(async () => {
  company = await startCompanyIdp({
    attributeNames: ["Role", "RoleSessionName", "SessionDuration"],
    attributesOf: (name) =>
      name === "stranger"
        ? undefined
        : {
            Role: `${role("Reader")},${provider("company")}`,
            RoleSessionName: name,
            SessionDuration: "7200",
          },
  });
  const trust = (name: string) => ({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Principal: { Federated: provider(name) },
      Action: "sts:AssumeRoleWithSAML",
    },
  });
  installation = await startInstallation(
    seedWithAdmin({
      samlProviders: [
        { name: "company", metadata: company.metadata },
        { name: "corp", metadata: idp.metadata },
      ],
      roles: [
        { name: "Reader", trust: trust("company"), policies: [ADMINISTRATOR], maxSessionSeconds: 43_200 },
        { name: "Auditor", trust: trust("corp"), policies: [ADMINISTRATOR] },
        { name: "Operator", trust: trust("corp"), policies: [ADMINISTRATOR] },
      ],
    }),
  );
});
after(async () => {
  company?.stop();
  await installation?.stop();
});

/** As a page of the identity provider's has the browser do. */
async function post(form: Record<string, string>) {
  const answer = await fetch(`${installation.endpoint}/saml`, {
    method: "POST",
    body: new URLSearchParams(form),
    redirect: "manual",
    headers: { origin: "https://identity.company.example", "sec-fetch-site": "cross-site" },
  });
  const browser = new Browser(installation);
  browser.cookie = answer.headers.getSetCookie()[0]?.split(";")[0];
  return { status: answer.status, headers: answer.headers, text: await answer.text(), browser };
}

test("a person of samlify's directory is in the console as the one role that the company lets them have", async () => {
  const SAMLResponse = await company.signIn("ann");
  const { status, headers, browser } = await post({ SAMLResponse, RelayState: "/console/iam/users" });
  assert.deepEqual([status, headers.get("location")], [303, "/console/iam/users"]);
  const { body } = await browser.send("GET", "/console/session");
  assert.equal(body.identity.arn, `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/ann`);
  // The session begins when STS issues it, a moment after the browser came; both are told in whole seconds.
  const lastsMs = Date.parse(body.identity.expiresAt) - Date.parse(body.identity.signedInAt);
  assert.ok(lastsMs >= 7_200_000 && lastsMs <= 7_210_000, `SessionDuration says 7,200 s: ${lastsMs} ms`);
  browser.csrfToken = body.csrfToken;
  assert.equal((await browser.call("iam/ListUsers")).status, 200);
  const again = await post({ SAMLResponse });
  assert.deepEqual([again.status, again.headers.getSetCookie()], [400, []], "an assertion is good once");
  const names = (await readAuditLog(installation)).map(({ eventName }) => eventName);
  assert.ok(names.includes("AssumeRoleWithSAML") && names.includes("ConsoleLogin"));
});

const several = () =>
  idp.respond({
    attributes: {
      [`${AWS_NAME}Role`]: ["Auditor", "Operator"].map((name) => `${provider("corp")},${role(name)}`),
      [`${AWS_NAME}RoleSessionName`]: ["ann"],
    },
  });

test("who may have several roles chooses, and is let in as the one that was chosen alone", async () => {
  const SAMLResponse = several();
  const asked = await post({ SAMLResponse, RelayState: `"><script>alert(1)</script>` });
  assert.equal(asked.status, 200);
  assert.match(asked.text, /<legend>Account 111111111111<\/legend>.*Auditor.*Operator/s);
  assert.doesNotMatch(asked.text, /<script/);
  assert.match(asked.headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/);
  assert.equal(asked.headers.get("cache-control"), "no-store");
  assert.deepEqual(asked.headers.getSetCookie(), []);
  const { status, browser } = await post({
    SAMLResponse,
    RelayState: "//evil.example",
    roleIndex: role("Operator"),
  });
  assert.equal(status, 303);
  const { body } = await browser.send("GET", "/console/session");
  assert.match(body.identity.arn, /assumed-role\/Operator\/ann$/);
});

test("a role that the response does not name is asked for again; RelayState leads to our own pages alone", async () => {
  assert.equal((await post({ SAMLResponse: several(), roleIndex: role("Reader") })).status, 200);
  for (const RelayState of ["https://evil.example/", "//evil.example", "javascript:alert(1)"]) {
    const { status, headers } = await post({ SAMLResponse: await company.signIn("bob"), RelayState });
    assert.deepEqual([status, headers.get("location")], [303, "/console/"]);
  }
});

test("what no provider signed lets nobody in, whatever it claims", async () => {
  const good = Buffer.from(await company.signIn("ann"), "base64").toString();
  const forged = good.replaceAll("Reader", "Operator");
  for (const text of [forged, good.replaceAll(">ann<", ">boss<"), "<x/>", ""]) {
    const {
      status,
      text: told,
      headers,
    } = await post({ SAMLResponse: Buffer.from(text).toString("base64") });
    assert.equal(status >= 400 && status < 500, true, `${status}`);
    assert.match(told, /^Your request included an invalid SAML response\./);
    assert.deepEqual(headers.getSetCookie(), []);
  }
  assert.equal((await post({})).status, 400);
  assert.equal((await post({ SAMLResponse: "A".repeat(200_000) })).status, 400);
});
