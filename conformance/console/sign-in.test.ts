/** Signing in by password, and what a session may do then. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ACCOUNT, ADMINISTRATOR, seedWithAdmin } from "../installation/seed.ts";
import { Browser } from "./browser.ts";

const PASSWORD = "Correct-Horse-1-Battery";
const EMAIL = "root@nordwind.example";

let installation: TestInstallation;
before(async () => {
  installation = await startInstallation(
    seedWithAdmin({
      alias: "nordwind",
      name: "Nordwind",
      email: EMAIL,
      rootPassword: PASSWORD,
      users: [
        { name: "ana", password: PASSWORD, policies: [ADMINISTRATOR] },
        { name: "bob", password: PASSWORD },
        { name: "nobody" },
      ],
    }),
  );
});
after(() => installation?.stop());

const browser = () => new Browser(installation);
const ANA = { account: ACCOUNT, user: "ana", password: PASSWORD };

test("a user signs in by account, name and password, and calls an operation as itself", async () => {
  const ana = browser();
  const { status, body, headers } = await ana.signIn(ANA);
  assert.equal(status, 200, JSON.stringify(body));
  const { signedInAt, expiresAt, sessionId, ...identity } = body.identity;
  assert.deepEqual(identity, {
    kind: "user",
    name: "ana",
    arn: `arn:aws:iam::${ACCOUNT}:user/ana`,
    accountId: ACCOUNT,
    accountAlias: "nordwind",
    accountName: "Nordwind",
    isMfa: false,
  });
  assert.equal(Date.parse(expiresAt) - Date.parse(signedInAt), 12 * 3_600_000);
  assert.match(sessionId, /^[\w-]{43}$/);
  assert.match(
    headers.getSetCookie()[0] ?? "",
    /^rolecall-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  );
  const { body: listed } = await ana.call("iam/ListUsers", { MaxItems: 2 });
  assert.deepEqual(
    listed.Users.map(({ UserName }: { readonly UserName: string }) => UserName),
    ["admin", "ana"],
  );
  assert.match(listed.Users[0].CreateDate, /^\d{4}-\d\d-\d\dT/);
  assert.equal(listed.IsTruncated, true);
  const { body: caller } = await ana.call("sts/GetCallerIdentity");
  assert.equal(caller.Arn, `arn:aws:iam::${ACCOUNT}:user/ana`);
});

test("an account goes by its id, with dashes and blanks, and by its alias; root by its e-mail", async () => {
  for (const account of ["1111-1111-1111", " 1111 1111 1111 ", "nordwind", " nordwind "])
    assert.equal((await browser().signIn({ ...ANA, account })).status, 200, account);
  const root = browser();
  const { body } = await root.signIn({ email: EMAIL.toUpperCase(), password: PASSWORD });
  assert.equal(body.identity.kind, "root");
  assert.equal(body.identity.arn, `arn:aws:iam::${ACCOUNT}:root`);
  assert.equal((await root.call("sts/GetCallerIdentity")).body.UserId, ACCOUNT);
});

test("whatever is wrong is told in one sentence, with one status", async () => {
  const wrong = [
    { ...ANA, password: "wrong" },
    { ...ANA, user: "stranger" },
    { ...ANA, user: "nobody" },
    { ...ANA, account: "999999999999" },
    { ...ANA, account: "unknown-alias" },
    { ...ANA, password: "x".repeat(200) },
    { ...ANA, password: `${PASSWORD}${" ".repeat(128)}` },
    { email: "other@nordwind.example", password: PASSWORD },
    { email: EMAIL, password: "wrong" },
  ];
  for (const given of wrong) {
    const { status, body, headers } = await browser().signIn(given);
    const { requestId, ...error } = body.error;
    assert.equal(status, 401);
    assert.deepEqual(error, {
      code: "SignInRefused",
      message: "That account, user or password is not right.",
    });
    assert.ok(requestId);
    assert.equal(headers.get("set-cookie"), null);
  }
});

test("what the identity may not do is denied in AWS's words, with what it can be looked up by", async () => {
  const bob = browser();
  await bob.signIn({ ...ANA, user: "bob" });
  const { status, body } = await bob.call("iam/ListRoles");
  assert.equal(status, 403);
  assert.equal(body.error.code, "AccessDenied");
  assert.match(
    body.error.message,
    new RegExp(
      `^User: arn:aws:iam::${ACCOUNT}:user/bob is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::${ACCOUNT}:role/ because no identity-based policy allows the iam:ListRoles action`,
    ),
  );
  assert.ok(body.error.authorizationId);
  assert.ok(body.error.requestId);
});
