import { SoftwareAuthenticator } from "../../../packages/credentials/src/passkey/software-authenticator.test-support.ts";
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
  // Passkeys of this machine belong to its name.
  prepare: async ({ installation }) => ({ origin: installation.endpoint.replace("127.0.0.1", "localhost") }),
  rows: {
    GetSignInState: { input: { UserName }, on: onUser },
    UnlockSignIn: { input: { UserName }, on: onUser },
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
