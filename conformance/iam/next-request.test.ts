/** What was changed counts for the very next request: devices, providers, users, policies, what was delegated. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as sdk from "@aws-sdk/client-iam";
import {
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  GetDelegatedAccessTokenCommand,
  GetSessionTokenCommand,
  GetWebIdentityTokenCommand,
} from "@aws-sdk/client-sts";
import { AWS_NAME, createIdp } from "../../packages/federation/src/saml/idp.test-support.ts";
import { PRIVATE_KEYS } from "../../packages/federation/src/saml/keys.test-support.ts";
import { type Clients, clientsOf, keysOf } from "../installation/clients.ts";
import { onboardingRequest } from "../installation/delegation.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { startIssuer, type TestIssuer } from "../installation/issuer.ts";
import { readOutbox } from "../installation/outbox.ts";
import { PRODUCT_PROVIDERS } from "../installation/product-providers.ts";
import { assertRefused } from "../installation/refusal.ts";
import { ACCOUNT, ADMIN, ADMINISTRATOR, seedKeysOf, seedUser, seedWithAdmin } from "../installation/seed.ts";
import { codeAt, pairAt } from "../installation/totp.ts";

const PROVIDER = "222222222222";
const PASSWORD = "Correct-Horse-1-Battery";
const arn = (rest: string) => `arn:aws:iam::${ACCOUNT}:${rest}`;
const RoleArn = arn("role/visitor");
const SAMLProviderArn = arn("saml-provider/corp");

let installation: TestInstallation;
let issuer: TestIssuer;
let admin: Clients;
before(async () => {
  issuer = await startIssuer();
  const federated = (provider: string, Action: string) => ({
    Effect: "Allow",
    Principal: { Federated: arn(provider) },
    Action,
  });
  const Statement = [
    {
      ...federated(`oidc-provider/${issuer.location}`, "sts:AssumeRoleWithWebIdentity"),
      Condition: { StringLike: { [`${issuer.location}:sub`]: "*" } },
    },
    federated("saml-provider/corp", "sts:AssumeRoleWithSAML"),
  ];
  const all = { policies: [ADMINISTRATOR] };
  const { accounts } = seedWithAdmin({
    users: [{ name: "bob" }, ...["ann", "giver", "leaver"].map((name) => seedUser(name, all))],
    roles: [{ name: "visitor", trust: { Version: "2012-10-17", Statement } }],
    oidcProviders: [{ url: issuer.url, clientIds: ["app", "other"] }],
  });
  const provider = { id: PROVIDER, users: [seedUser("provider", all)] };
  installation = await startInstallation({ accounts: [...accounts, provider] }, [
    "--loopback-issuers",
    "--product-providers",
    PRODUCT_PROVIDERS,
  ]);
  admin = clientsOf(installation, ADMIN);
});
after(async () => {
  issuer?.stop();
  await installation?.stop();
});

const iam = (command: sdk.GetUserCommand) => admin.iam.send(command);
/** The commands of AWS's client, whatever they answer. */
const asked = (command: unknown) => iam(command as sdk.GetUserCommand);

test("a device that is deactivated makes no session any more, and one that is enabled makes the next", async () => {
  const ann = clientsOf(installation, seedKeysOf("ann"));
  const { VirtualMFADevice } = await admin.iam.send(
    new sdk.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: "phone" }),
  );
  const { SerialNumber = "", Base32StringSeed } = VirtualMFADevice ?? {};
  const secret = Buffer.from(Base32StringSeed ?? []).toString();
  const device = { UserName: "ann", SerialNumber };
  const session = (steps: number) => {
    const TokenCode = codeAt(secret, Date.now(), steps);
    return ann.sts.send(new GetSessionTokenCommand({ SerialNumber, TokenCode }));
  };
  const unknown = { code: "AccessDenied", message: /unable to validate MFA code/ };
  await assertRefused(session(0), unknown);
  await asked(new sdk.EnableMFADeviceCommand({ ...device, ...pairAt(secret, Date.now()) }));
  await session(0);
  await asked(new sdk.DeactivateMFADeviceCommand(device));
  await assertRefused(session(1), unknown);
  // A clock that was found five minutes ahead counts at once: codes of now are codes of long ago then.
  await asked(new sdk.EnableMFADeviceCommand({ ...device, ...pairAt(secret, Date.now() + 300_000) }));
  await assertRefused(session(-1), { code: "AccessDenied", message: /invalid MFA one time pass code/ });
  await session(11);
});

test("of an OIDC provider the client ids, the provider itself, and the one that is made in its place", async () => {
  const assume = async (aud: string) => {
    const WebIdentityToken = await issuer.sign({ aud });
    const command = { RoleArn, RoleSessionName: "visit", WebIdentityToken };
    return admin.sts.send(new AssumeRoleWithWebIdentityCommand(command));
  };
  const unproven = { code: "InvalidIdentityTokenException", message: /could not be validated/ };
  const named = { OpenIDConnectProviderArn: arn(`oidc-provider/${issuer.location}`) };
  await assume("other");
  await asked(new sdk.RemoveClientIDFromOpenIDConnectProviderCommand({ ...named, ClientID: "other" }));
  await assertRefused(assume("other"), unproven);
  await assume("app");
  await asked(new sdk.DeleteOpenIDConnectProviderCommand(named));
  await assertRefused(assume("app"), unproven);
  // Of the same second it would be told from the one that is gone by nothing: the same issuer, asked in the same way.
  installation.advanceClock(1_000);
  await asked(new sdk.CreateOpenIDConnectProviderCommand({ Url: issuer.url, ClientIDList: ["new"] }));
  await assertRefused(assume("app"), unproven);
  const before = issuer.fetches();
  await assume("new");
  assert.equal(issuer.fetches(), before + 1, "what was fetched for the one that is gone counts no more");
});

test("of a SAML provider the metadata, whether assertions must be encrypted, and the provider itself", async () => {
  const idp = createIdp({ now: Date.now });
  const other = createIdp({ now: Date.now, key: PRIVATE_KEYS.stranger });
  const attributes = {
    [`${AWS_NAME}Role`]: [`${RoleArn},${SAMLProviderArn}`],
    [`${AWS_NAME}RoleSessionName`]: ["ann"],
  };
  const assume = (by: typeof idp) => {
    const SAMLAssertion = by.respond({ attributes });
    return admin.sts.send(
      new AssumeRoleWithSAMLCommand({ RoleArn, PrincipalArn: SAMLProviderArn, SAMLAssertion }),
    );
  };
  const invalid = { code: "InvalidIdentityTokenException" };
  await assertRefused(assume(idp), invalid);
  await asked(new sdk.CreateSAMLProviderCommand({ Name: "corp", SAMLMetadataDocument: idp.metadata }));
  await assume(idp);
  const update = (more: object) => asked(new sdk.UpdateSAMLProviderCommand({ SAMLProviderArn, ...more }));
  await update({ SAMLMetadataDocument: other.metadata });
  await assertRefused(assume(idp), invalid);
  await assume(other);
  const AddPrivateKey = PRIVATE_KEYS.account.export({ type: "pkcs8", format: "pem" });
  await update({ AddPrivateKey, AssertionEncryptionMode: "Required" });
  await assertRefused(assume(other), invalid);
  await update({ AssertionEncryptionMode: "Allowed" });
  await assume(other);
  await asked(new sdk.DeleteSAMLProviderCommand({ SAMLProviderArn }));
  await assertRefused(assume(other), invalid);
});

test("an issuer that is turned off, and a password policy", async () => {
  const token = () =>
    admin.sts.send(new GetWebIdentityTokenCommand({ Audience: ["app"], SigningAlgorithm: "ES384" }));
  const disabled = { code: "OutboundWebIdentityFederationDisabledException", status: 403 };
  await assertRefused(token(), disabled);
  await asked(new sdk.EnableOutboundWebIdentityFederationCommand({}));
  await token();
  await asked(new sdk.DisableOutboundWebIdentityFederationCommand({}));
  await assertRefused(token(), disabled);
  const bob = { UserName: "bob" };
  await asked(new sdk.CreateLoginProfileCommand({ ...bob, Password: PASSWORD }));
  await asked(new sdk.UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: PASSWORD.length + 1 }));
  const again = () => asked(new sdk.UpdateLoginProfileCommand({ ...bob, Password: `x${PASSWORD}`.slice(1) }));
  await assertRefused(again(), { code: "PasswordPolicyViolationException", status: 400 });
  await asked(new sdk.DeleteAccountPasswordPolicyCommand({}));
  await again();
});

test("a user who is deleted, and made anew: neither keys nor sessions of the first are the second's", async () => {
  const leaver = clientsOf(installation, seedKeysOf("leaver"));
  const { Credentials } = await leaver.sts.send(new GetSessionTokenCommand({}));
  const session = clientsOf(installation, keysOf(Credentials));
  await session.sts.send(new GetCallerIdentityCommand({}));
  const named = { UserName: "leaver" };
  await asked(new sdk.DeleteAccessKeyCommand({ ...named, AccessKeyId: seedKeysOf("leaver").accessKeyId }));
  await assertRefused(leaver.sts.send(new GetCallerIdentityCommand({})), { code: "InvalidClientTokenId" });
  await session.sts.send(new GetCallerIdentityCommand({}));
  await asked(new sdk.DetachUserPolicyCommand({ ...named, PolicyArn: ADMINISTRATOR }));
  await asked(new sdk.DeleteUserCommand(named));
  await asked(new sdk.CreateUserCommand(named));
  await assertRefused(session.sts.send(new GetCallerIdentityCommand({})), { code: "InvalidClientTokenId" });
});

test("what was delegated: rejected, its token is not sent; sent, it ends with the rights and the life of who gave it", async () => {
  const provider = clientsOf(installation, seedKeysOf("provider"));
  const giver = clientsOf(installation, seedKeysOf("giver"));
  const request = async (workflow: string) => {
    const asked = onboardingRequest({ provider: PROVIDER, userName: "bob", workflow });
    const { DelegationRequestId } = await provider.iam.send(new sdk.CreateDelegationRequestCommand(asked));
    const id = { DelegationRequestId };
    await giver.iam.send(new sdk.AssociateDelegationRequestCommand(id));
    await giver.iam.send(new sdk.AcceptDelegationRequestCommand(id));
    return id;
  };
  const rejected = await request("workflow-1");
  await giver.iam.send(new sdk.RejectDelegationRequestCommand(rejected));
  await assertRefused(giver.iam.send(new sdk.SendDelegationTokenCommand(rejected)), {
    code: "InvalidInputException",
  });

  await giver.iam.send(new sdk.SendDelegationTokenCommand(await request("workflow-2")));
  const TradeInToken = readOutbox(installation)
    .map(({ text }) => JSON.parse(text).exchangeToken)
    .find((token) => token !== undefined);
  const { Credentials } = await provider.sts.send(new GetDelegatedAccessTokenCommand({ TradeInToken }));
  const delegated = clientsOf(installation, keysOf(Credentials));
  const act = () => delegated.iam.send(new sdk.GetUserCommand({ UserName: "bob" }));
  await act();
  const named = { UserName: "giver" };
  await asked(new sdk.DetachUserPolicyCommand({ ...named, PolicyArn: ADMINISTRATOR }));
  await assertRefused(act(), { code: "AccessDenied" });
  await asked(new sdk.AttachUserPolicyCommand({ ...named, PolicyArn: ADMINISTRATOR }));
  await act();
  await asked(new sdk.DetachUserPolicyCommand({ ...named, PolicyArn: ADMINISTRATOR }));
  await asked(new sdk.DeleteAccessKeyCommand({ ...named, AccessKeyId: seedKeysOf("giver").accessKeyId }));
  await asked(new sdk.DeleteUserCommand(named));
  await assertRefused(act(), { code: "InvalidClientTokenId" });
});
