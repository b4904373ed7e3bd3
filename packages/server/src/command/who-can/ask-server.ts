/** The same questions to a server. */
import type { RolecallOperations } from "@rolecall/contracts";
import type { Identity } from "@rolecall/contracts/rolecall";
import { CallRefused, callService } from "../../call-service.ts";
import { Mistake } from "../../mistake.ts";
import { readCredentials } from "../../organization/source/aws-credentials.ts";
import type { CommandIo } from "../command.ts";
import type { FoundWays } from "./found-ways.ts";
import type { InstallationValues } from "./installation-source.ts";

interface AskedWhoCan {
  readonly action: string;
  readonly resource: string;
  readonly context: ReadonlyMap<string, readonly string[]>;
  readonly resourceAccountId: string | undefined;
  readonly policy: string | undefined;
}

type Asking = InstallationValues & {
  readonly "pass-role": boolean;
  readonly "could-give"?: boolean;
  readonly "root-users"?: boolean;
};

export async function askWhoCan(
  { action, resource, context, resourceAccountId, policy }: AskedWhoCan,
  values: Asking,
  io: CommandIo,
): Promise<FoundWays> {
  const input = {
    Action: action,
    Resource: resource,
    ...shared(context, values),
    ...(resourceAccountId !== undefined && { ResourceAccountId: resourceAccountId }),
    ...(policy !== undefined && { ResourcePolicy: policy }),
    CouldGive: values["could-give"] === true,
    RootUsers: values["root-users"] === true,
  };
  const ways: FoundWays["ways"][number][] = [];
  let token: string | undefined;
  for (;;) {
    const more = token === undefined ? {} : { NextToken: token };
    const { Ways, LookedAt, NextToken } = await call("WhoCan", { ...input, ...more }, { values, io });
    for (const { Principal, State, Through, Needs, StoppedBy } of Ways)
      ways.push({
        principal: Principal,
        state: State,
        through: Through,
        needs: Needs,
        stoppedBy: StoppedBy as FoundWays["ways"][number]["stoppedBy"],
      });
    token = NextToken;
    if (token !== undefined) continue;
    const { Principals, OfPrincipals, Accounts, UnreadAccountIds } = LookedAt;
    return {
      ways,
      lookedAt: {
        principals: Principals,
        ofPrincipals: OfPrincipals,
        accounts: Accounts,
        unreadAccountIds: UnreadAccountIds,
      },
    };
  }
}

export async function askWhatCan(
  { principal, context }: { readonly principal: string } & Pick<AskedWhoCan, "context">,
  values: Asking,
  io: CommandIo,
): Promise<readonly Identity[]> {
  const answer = await call("WhatCan", { Principal: principal, ...shared(context, values) }, { values, io });
  return answer.Identities;
}

function shared(context: ReadonlyMap<string, readonly string[]>, { account, "pass-role": passRole }: Asking) {
  return {
    Context: [...context].map(([Key, Values]) => ({ Key, Values })),
    ...(account.length > 0 && { AccountIds: account }),
    PassRole: passRole,
  };
}

type Name = "WhoCan" | "WhatCan";

const ROLECALL = {
  name: "rolecall",
  targetPrefix: "Rolecall",
  title: "Rolecall",
  /** A thousand ways of six steps. */
  answerBytesMax: 32 * 1024 * 1024,
};

async function call<Operation extends Name>(
  operation: Operation,
  input: RolecallOperations[Operation]["input"],
  { values: { endpoint, profile, data }, io }: { readonly values: Asking; readonly io: CommandIo },
): Promise<RolecallOperations[Operation]["output"]> {
  const url = URL.parse(`${endpoint}`);
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new Mistake(`--endpoint: "${endpoint}" is not a URL as http://127.0.0.1:4600.`);
  const credentials = readCredentials({ profile, dataFolder: data, environment: io.environment });
  try {
    const answer = await callService({ url, credentials, clock: Date.now }, ROLECALL, { operation, input });
    return answer as unknown as RolecallOperations[Operation]["output"];
  } catch (error) {
    if (error instanceof CallRefused) throw new Mistake(error.message);
    throw error;
  }
}
