/** What is asked, by whom. */
import type { HttpCase } from "../http/cases.ts";
import { signedPost } from "../http/signed-request.ts";
import { ADMINISTRATOR_USER, credentialsOf, roleArnOf, userName } from "./population.ts";
import { placeOfUser, rolesPerAccount, type Size } from "./size.ts";

type Form = Readonly<Record<string, string>>;

const IAM = { Version: "2010-05-08" };
const STS = { Version: "2011-06-15" };

export interface Operation {
  readonly name: string;
  readonly service: HttpCase["service"];
  readonly form: (user: number, size: Size) => Form;
}

export const GET_CALLER_IDENTITY: Operation = {
  name: "GetCallerIdentity",
  service: "sts",
  form: () => ({ Action: "GetCallerIdentity", ...STS }),
};

/** Of himself. */
export const GET_USER: Operation = {
  name: "GetUser",
  service: "iam",
  form: (user) => ({ Action: "GetUser", ...IAM, UserName: userName(user) }),
};

/** A role of the user's account: another one for each of its users, as far as there are roles. */
export const ASSUME_ROLE: Operation = {
  name: "AssumeRole",
  service: "sts",
  form(user, size) {
    const { account, nth } = placeOfUser(size, user);
    const role = account + (nth % rolesPerAccount(size)) * size.accounts;
    return { Action: "AssumeRole", ...STS, RoleArn: roleArnOf(role, account), RoleSessionName: "bench" };
  },
};

/** Users of the first account after the one who asks, from wherever `marker` says. */
export function listUsers(marker?: string): Operation {
  return {
    name: "ListUsers",
    service: "iam",
    form: () => ({ Action: "ListUsers", ...IAM, ...(marker !== undefined && { Marker: marker }) }),
  };
}

export const setKey = (user: number, status: "Active" | "Inactive") => ({
  service: "iam" as const,
  form: {
    Action: "UpdateAccessKey",
    ...IAM,
    UserName: userName(user),
    AccessKeyId: credentialsOf(user).accessKeyId,
    Status: status,
  },
  credentials: credentialsOf(ADMINISTRATOR_USER),
});

interface Asking {
  readonly size: Size;
  readonly port: number;
}

/** A request by each of these users, signed now: a signature is good for five minutes. */
export function requestsOf(
  { service, form }: Operation,
  users: readonly number[],
  { size, port }: Asking,
): Buffer[] {
  const nowMs = Date.now();
  return users.map((user) =>
    signedPost(form(user, size), {
      credentials: credentialsOf(user),
      service,
      host: `127.0.0.1:${port}`,
      nowMs,
    }),
  );
}
