import { CreateSAMLProviderCommand } from "@aws-sdk/client-iam";
import { SoftwareAuthenticator } from "../../../packages/credentials/src/passkey/software-authenticator.test-support.ts";
import { createIdp } from "../../../packages/federation/src/saml/idp.test-support.ts";
import { ACCOUNT } from "../../installation/seed.ts";
import { rolecallFamily } from "../stage.ts";

const UserName = "nobody";
const resource = `arn:aws:iam::${ACCOUNT}:user/${UserName}`;
const onUser = () => ({ resource, named: `user ${UserName}` });
const enabling = (step: string) => () => ({
  action: "iam:EnableMFADevice",
  ...onUser(),
  condition: { "iam:RegisterSecurityKey": step },
});

/** How people sign in: who is locked out, and their passkeys, whose operations take IAM's permission. */
export const family = rolecallFamily({
  prepare: async ({ installation, admin }) => {
    const { SAMLProviderArn = "" } = await admin.iam.send(
      new CreateSAMLProviderCommand({
        Name: "company",
        SAMLMetadataDocument: createIdp({ now: Date.now }).metadata,
      }),
    );
    // Passkeys of this machine belong to its name.
    return { origin: installation.endpoint.replace("127.0.0.1", "localhost"), provider: SAMLProviderArn };
  },
  rows: {
    GetSignInState: { input: { UserName }, on: onUser },
    UnlockSignIn: { input: { UserName }, on: onUser },
    // Root's alone, whatever others are allowed.
    ChangeRootPassword: {
      input: { OldPassword: "Correct-Horse-1", NewPassword: "Another-Horse-2" },
      on: () => `arn:aws:iam::${ACCOUNT}:root`,
      answers: "ValidationException",
    },
    PublishSignInProvider: {
      input: ({ provider }) => ({
        SAMLProviderArn: provider,
        DisplayName: "The company",
        SignInUrl: "https://idp.example/aws",
      }),
      on: ({ provider }) => provider,
    },
    WithdrawSignInProvider: {
      input: ({ provider }) => ({ SAMLProviderArn: provider }),
      on: ({ provider }) => provider,
    },
    ListSignInProviders: { input: {} },
    BeginPasskeyRegistration: { input: { UserName }, on: enabling("Create") },
    FinishPasskeyRegistration: {
      input: ({ origin }, { BeginPasskeyRegistration: { Flow, Options } }) => ({
        Flow,
        PasskeyName: "laptop",
        Credential: JSON.stringify(new SoftwareAuthenticator({ origin }).create(JSON.parse(Options))),
      }),
      on: enabling("Activate"),
    },
  },
});
