import type { SigningCredentials } from "@rolecall/sigv4";
import { keyOwners, USER_COUNT, userName } from "../http/installation.ts";
import { signedPost } from "../http/signed-request.ts";

/** The two servers: one tells ids and keeps what was denied, the other does as Rolecall did before. */
export type ServerName = "idsOn" | "idsOff";

export interface DenialCase {
  readonly name: string;
  readonly server: ServerName;
  readonly status: 200 | 403;
  readonly form: (number: number) => Readonly<Record<string, string>>;
}

const IAM = { Version: "2010-05-08" };
const userOf = (number: number) => userName((number * 7) % USER_COUNT);
/** An inline policy of the users' group denies it. */
const deleteUser = (number: number) => ({ Action: "DeleteUser", ...IAM, UserName: userOf(number) });
/** No policy of theirs allows it. */
const createGroup = (number: number) => ({ Action: "CreateGroup", ...IAM, GroupName: `group-${number}` });

export const denialCases: readonly DenialCase[] = [
  {
    name: "allowed: GetUser",
    server: "idsOn",
    status: 200,
    form: (number) => ({ Action: "GetUser", ...IAM, UserName: userOf(number) }),
  },
  { name: "denied explicitly: DeleteUser", server: "idsOn", status: 403, form: deleteUser },
  { name: "denied explicitly: DeleteUser, ids off", server: "idsOff", status: 403, form: deleteUser },
  { name: "denied implicitly: CreateGroup", server: "idsOn", status: 403, form: createGroup },
  { name: "denied implicitly: CreateGroup, ids off", server: "idsOff", status: 403, form: createGroup },
];

/** Signed right before they are sent: a signature is good for five minutes. */
export function signRequests(
  { form }: DenialCase,
  {
    port,
    count,
    nextNumber,
  }: { readonly port: number; readonly count: number; readonly nextNumber: () => number },
): readonly Buffer[] {
  const nowMs = Date.now();
  return Array.from({ length: count }, () => {
    const number = nextNumber();
    const credentials: SigningCredentials = keyOwners[number % keyOwners.length]!;
    return signedPost(form(number), { credentials, service: "iam", host: `127.0.0.1:${port}`, nowMs });
  });
}
