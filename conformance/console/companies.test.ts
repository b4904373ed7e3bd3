/** Which identity providers the sign-in page shows: those that an account published, and nothing else of it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createIdp } from "../../packages/federation/src/saml/idp.test-support.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const provider = (name: string) => `arn:aws:iam::${ACCOUNT}:saml-provider/${name}`;

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(
    seedWithAdmin({
      users: [{ name: "boss", password: PASSWORD, policies: [ADMINISTRATOR] }],
      samlProviders: [{ name: "company", metadata: createIdp({ now: Date.now }).metadata }],
    }),
  );
});
after(() => installation?.stop());

test("strangers are told which providers an account published, and of all others the same: nothing", async () => {
  const admin = new Browser(installation);
  assert.equal((await admin.signIn({ account: ACCOUNT, user: "boss", password: PASSWORD })).status, 200);
  const told = async (account: unknown) => {
    const { status, body } = await new Browser(installation).send("POST", "/console/session/companies", {
      body: { account },
    });
    return status === 200 ? body.companies : [status, body.error.code];
  };
  const SAMLProviderArn = provider("company");
  const publish = (SignInUrl: string, DisplayName = "The company") =>
    admin.call("rolecall/PublishSignInProvider", { SAMLProviderArn, DisplayName, SignInUrl });
  assert.deepEqual(await told(ACCOUNT), []);
  for (const wrong of [
    "javascript:alert(1)",
    "http://idp.example/",
    "https://ann:secret@idp.example/",
    "//idp.example",
    "data:text/html,x",
  ])
    assert.deepEqual([(await publish(wrong)).status, await told(ACCOUNT)], [400, []], wrong);
  assert.equal((await publish("https://idp.example/", "‮evil")).status, 400);
  assert.equal((await publish("https://idp.example/aws")).status, 200);
  const published = [{ displayName: "The company", signInUrl: "https://idp.example/aws" }];
  assert.deepEqual(await told("1111-1111-1111"), published);
  for (const account of ["999999999999", "no-such-alias", "!", " "])
    assert.deepEqual(await told(account), []);
  for (const account of ["", 1, "a".repeat(2_000), null])
    assert.deepEqual(await told(account), [400, "InvalidRequest"]);
  assert.equal((await admin.call("iam/DeleteSAMLProvider", { SAMLProviderArn })).status, 200);
  assert.deepEqual(await told(ACCOUNT), []);
});
