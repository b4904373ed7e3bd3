/** Who takes rights away, and whose they are. In the form of a seed file. */
import type { SigningCredentials } from "@rolecall/sigv4";

const ACCOUNT_ID = "111122223333";

export const administrator: SigningCredentials = keyOf("ADMIN");

/** One of those whose rights come and go. */
export interface Subject {
  readonly userName: string;
  readonly credentials: SigningCredentials;
}

export function subjectOf(number: number): Subject {
  return { userName: `subject-${number}`, credentials: keyOf(String(number)) };
}

function keyOf(name: string): SigningCredentials {
  return {
    accessKeyId: `AKIA${name.padStart(16, "A")}`,
    secretAccessKey: `bench-secret-${name}`.padEnd(40, "x"),
  };
}

const ALLOW_OWN_USER = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "iam:GetUser", Resource: "*" }],
};
export const POLICY_NAME = "Own";
export const POLICY_DOCUMENT = JSON.stringify(ALLOW_OWN_USER);

export function revocationSeed(subjects: number): object {
  const keys = ({ accessKeyId, secretAccessKey }: SigningCredentials) => ({
    accessKeys: [{ id: accessKeyId, secret: secretAccessKey }],
  });
  const users = Array.from({ length: subjects }, (_, number) => {
    const { userName, credentials } = subjectOf(number);
    return { name: userName, ...keys(credentials), inlinePolicies: { [POLICY_NAME]: ALLOW_OWN_USER } };
  });
  const admin = {
    name: "administrator",
    policies: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    ...keys(administrator),
  };
  return { accounts: [{ id: ACCOUNT_ID, name: "bench", users: [admin, ...users] }] };
}
