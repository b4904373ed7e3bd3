/** Who attacks from within: users that may do little, and one whose stored policy is made to be slow to match. */
import type { SigningCredentials } from "@rolecall/sigv4";
import { benchSeed, EXTERNAL_ID, ROLE_ARN } from "../http/installation.ts";
import { call } from "../http/sessions.ts";

const ADMINISTRATOR: SigningCredentials = {
  accessKeyId: "AKIAATTACKADMIN00000",
  secretAccessKey: "attack-secret-of-the-administrator",
};
export const FLOODER: SigningCredentials = {
  accessKeyId: "AKIAATTACKFLOODER000",
  secretAccessKey: "attack-secret-of-the-flooder-0000",
};
export const SLOW_MATCHER: SigningCredentials = {
  accessKeyId: "AKIAATTACKMATCHER000",
  secretAccessKey: "attack-secret-of-the-matcher-0000",
};

const REMEMBERED_PASSWORDS = 24;
/** Many variables, each as long as the client makes its User-Agent, and an end that never comes. */
const SLOW_DOCUMENT = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Action: "*",
    Resource: "*",
    Condition: { StringLike: { "aws:UserAgent": `*${"$".concat("{aws:UserAgent}").repeat(100)}*b` } },
  },
});

function passwordNumber(number: number): string {
  return `a-Password-of-the-Flooder-${number}`;
}

interface SeedAccount {
  readonly users: readonly object[];
}

export function attackSeed(): object {
  const { accounts } = benchSeed() as { readonly accounts: readonly SeedAccount[] };
  const key = ({ accessKeyId, secretAccessKey }: SigningCredentials) => [
    { id: accessKeyId, secret: secretAccessKey },
  ];
  const added = [
    {
      name: "administrator",
      policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
      accessKeys: key(ADMINISTRATOR),
    },
    { name: "flooder", groups: ["Engineers"], password: passwordNumber(0), accessKeys: key(FLOODER) },
    {
      name: "matcher",
      inlinePolicies: { Slow: JSON.parse(SLOW_DOCUMENT) },
      accessKeys: key(SLOW_MATCHER),
    },
  ];
  return { accounts: accounts.map((account) => ({ ...account, users: [...account.users, ...added] })) };
}

/** Gives the flooder as many remembered passwords as AWS allows, each of which a new one is compared with. */
export async function rememberPasswords(port: number): Promise<void> {
  const iam = (form: Readonly<Record<string, string>>, credentials: SigningCredentials) =>
    call(port, { Version: "2010-05-08", ...form }, { credentials, service: "iam" });
  await iam(
    {
      Action: "UpdateAccountPasswordPolicy",
      PasswordReusePrevention: "24",
      AllowUsersToChangePassword: "true",
    },
    ADMINISTRATOR,
  );
  for (let number = 0; number < REMEMBERED_PASSWORDS; number++) {
    const passwords = { OldPassword: passwordNumber(number), NewPassword: passwordNumber(number + 1) };
    await iam({ Action: "ChangePassword", ...passwords }, FLOODER);
  }
}

/** The form of an AssumeRole whose session policy is slow to match. */
export const slowSessionForm = {
  Action: "AssumeRole",
  Version: "2011-06-15",
  RoleArn: ROLE_ARN,
  RoleSessionName: "slow",
  ExternalId: EXTERNAL_ID,
  Policy: SLOW_DOCUMENT,
};
