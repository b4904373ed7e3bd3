/** Who asks in the run, and for what. In the form of a seed file. */
import type { SigningCredentials } from "@rolecall/sigv4";
import { ACCOUNT, ADMIN, seedWithAdmin } from "../installation/seed.ts";
import type { Call } from "./client.ts";

export const GROUPS_MAX = 20;
export const KEYS_MAX = 2;
/** Whose keys come and go. */
export const SUBJECTS = 6;
/** Whose keys several clients make at once. */
export const HOARDERS = 4;
export const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/Reader`;

export const subjectName = (number: number): string => `subject-${number}`;
export const hoarderName = (number: number): string => `hoarder-${number}`;

export function subjectKey(number: number): SigningCredentials {
  return {
    accessKeyId: `AKIASUBJECT${String(number).padStart(9, "0")}`,
    secretAccessKey: `faults-secret-of-subject-${number}`.padEnd(40, "x"),
  };
}

export const iam = (
  form: Readonly<Record<string, string>>,
  credentials: SigningCredentials = ADMIN,
): Call => ({
  service: "iam",
  form,
  credentials,
});

export const sts = (form: Readonly<Record<string, string>>, credentials: SigningCredentials): Call => ({
  service: "sts",
  form,
  credentials,
});

export const whoAmI = (credentials: SigningCredentials): Call =>
  sts({ Action: "GetCallerIdentity" }, credentials);

export function companySeed(): object {
  const subjects = Array.from({ length: SUBJECTS }, (_, number) => {
    const { accessKeyId: id, secretAccessKey: secret } = subjectKey(number);
    return { name: subjectName(number), accessKeys: [{ id, secret }] };
  });
  const hoarders = Array.from({ length: HOARDERS }, (_, number) => ({ name: hoarderName(number) }));
  const trust = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` }, Action: "sts:AssumeRole" },
    ],
  };
  const roles = [{ name: "Reader", trust, policies: ["arn:aws:iam::aws:policy/IAMReadOnlyAccess"] }];
  return seedWithAdmin({ users: [...subjects, ...hoarders], roles });
}
