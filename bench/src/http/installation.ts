/** The accounts that the server under test begins with: a company of a thousand users, of whom a hundred have keys. */

const ACCOUNT_ID = "111122223333";
export const USER_COUNT = 1_000;
const KEY_OWNER_COUNT = 100;

export const ROLE_ARN = `arn:aws:iam::${ACCOUNT_ID}:role/ops/Deployer`;
export const EXTERNAL_ID = "bench-external-id";

export const userName = (number: number): string => `user-${String(number).padStart(4, "0")}`;

export const userArn = (number: number): string => `arn:aws:iam::${ACCOUNT_ID}:user/${userName(number)}`;

/** The users that sign: the first hundred. */
export const keyOwners: readonly { readonly accessKeyId: string; readonly secretAccessKey: string }[] =
  Array.from({ length: KEY_OWNER_COUNT }, (_, number) => ({
    accessKeyId: `AKIABENCH${String(number).padStart(11, "0")}`,
    secretAccessKey: `bench-secret-of-user-${String(number).padStart(4, "0")}-abcdefghij`,
  }));

/** What an engineer may do besides reading; conditions and variables are there to be evaluated. */
const ENGINEERING = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Resource: `arn:aws:iam::${ACCOUNT_ID}:role/ops/*`,
      Condition: { StringEquals: { "sts:ExternalId": EXTERNAL_ID } },
    },
    {
      Effect: "Allow",
      Action: ["iam:CreateUser", "iam:TagUser"],
      Resource: `arn:aws:iam::${ACCOUNT_ID}:user/made/*`,
      Condition: { Bool: { "aws:ViaAWSService": "false" } },
    },
    {
      Effect: "Allow",
      Action: ["iam:*AccessKey*", "iam:ChangePassword"],
      Resource: `arn:aws:iam::${ACCOUNT_ID}:user/\${aws:username}`,
    },
    { Effect: "Deny", Action: ["iam:Delete*", "organizations:*"], Resource: "*" },
  ],
};

const TRUST = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { AWS: `arn:aws:iam::${ACCOUNT_ID}:root` },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": EXTERNAL_ID } },
    },
  ],
};

/** In the form of a seed file. */
export function benchSeed(): object {
  const users = Array.from({ length: USER_COUNT }, (_, number) => {
    const key = keyOwners[number];
    return {
      name: userName(number),
      groups: ["Engineers"],
      tags: { team: `team-${number % 20}` },
      ...(key !== undefined && { accessKeys: [{ id: key.accessKeyId, secret: key.secretAccessKey }] }),
    };
  });
  const groups = [
    {
      name: "Engineers",
      policies: ["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/IAMReadOnlyAccess"],
      inlinePolicies: { Engineering: ENGINEERING },
    },
  ];
  const roles = [
    {
      name: "Deployer",
      path: "/ops/",
      trust: TRUST,
      policies: ["arn:aws:iam::aws:policy/PowerUserAccess"],
    },
  ];
  return { accounts: [{ id: ACCOUNT_ID, name: "bench", groups, users, roles }] };
}
