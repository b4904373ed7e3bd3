import type { SigningCredentials } from "@rolecall/sigv4";
import { EXTERNAL_ID, keyOwners, ROLE_ARN, USER_COUNT, userName } from "./installation.ts";
import type { Signing } from "./signed-request.ts";

type Form = Readonly<Record<string, string>>;

export interface HttpCase {
  readonly name: string;
  readonly service: Signing["service"];
  /** The least that the case should reach, as a share of what a bare node:http server does. */
  readonly bar?: number;
  /** The least that it should do in a second, where that says more. */
  readonly perSecondBar?: number;
  /** Before anything is measured; of dear requests fewer do. */
  readonly warmUpRequests?: number;
  /** The form of one request; `number` is never given twice in a run. */
  readonly form: (number: number) => Form;
  /** Who signs: the users' keys, or sessions of the role. */
  readonly signs: "users" | "sessions";
  readonly requestsPerRound: number;
}

export const IAM = { Version: "2010-05-08" };
const STS = { Version: "2011-06-15" };

const getCallerIdentity = (): Form => ({ Action: "GetCallerIdentity", ...STS });

export const assumeRoleForm = (number: number): Form => ({
  Action: "AssumeRole",
  ...STS,
  RoleArn: ROLE_ARN,
  RoleSessionName: `session-${number}`,
  ExternalId: EXTERNAL_ID,
});

export const httpCases: readonly HttpCase[] = [
  {
    name: "GetCallerIdentity",
    service: "sts",
    bar: 0.45,
    signs: "users",
    requestsPerRound: 4_000,
    form: getCallerIdentity,
  },
  {
    name: "GetCallerIdentity, session token",
    service: "sts",
    bar: 0.3,
    signs: "sessions",
    requestsPerRound: 3_000,
    form: getCallerIdentity,
  },
  {
    name: "AssumeRole",
    service: "sts",
    bar: 0.2,
    signs: "users",
    requestsPerRound: 2_000,
    form: assumeRoleForm,
  },
  {
    name: "GetUser, 1,000 users",
    service: "iam",
    bar: 0.25,
    signs: "users",
    requestsPerRound: 2_500,
    form: (number) => ({ Action: "GetUser", ...IAM, UserName: userName((number * 7) % USER_COUNT) }),
  },
  {
    name: "CreateUser, durable",
    service: "iam",
    bar: 0.2,
    signs: "users",
    requestsPerRound: 2_000,
    form: (number) => ({ Action: "CreateUser", ...IAM, Path: "/made/", UserName: `made-${number}` }),
  },
];

/** Who signs request `number`. */
export function signerOf(
  { signs }: HttpCase,
  number: number,
  sessions: readonly SigningCredentials[],
): SigningCredentials {
  const signers: readonly SigningCredentials[] = signs === "users" ? keyOwners : sessions;
  return signers[number % signers.length]!;
}
