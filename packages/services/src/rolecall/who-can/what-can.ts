import type { WhatCanRequest, WhatCanResponse, Identity as WireIdentity } from "@rolecall/contracts/rolecall";
import type { Preparation } from "@rolecall/operations";
import { type AccessReference, readAccessLevels } from "@rolecall/policy/describe";
import { type Identity, whatCan as lookForward } from "@rolecall/who-can";
import { rolecall } from "../define.ts";
import { notFound } from "../error.ts";
import { askedContext } from "./asked-context.ts";
import { lookAtAccounts, ownAccount } from "./looked-installation.ts";
import { judgementToWire } from "./way-shape.ts";

/** One look holds up the event loop: it is shorter than who-can's, which rests. */
const LIMITS = { milliseconds: 250, identities: 300 };

/** What somebody can become, and what that may do. */
export const whatCan = rolecall.read("WhatCan", {
  ...ownAccount,
  preparesBy: "network",
  async prepare(preparation: Preparation<WhatCanRequest>): Promise<WhatCanResponse> {
    const { input, now, env } = preparation;
    const { installation, unreadAccountIds } = await lookAtAccounts(preparation, input.AccountIds);
    const answer = lookForward(input.Principal, installation, {
      clock: () => now,
      stopwatch: env.monotonicMs,
      context: askedContext(input.Context),
      passRole: input.PassRole,
      reference: await reference(),
      limits: LIMITS,
    });
    if (answer === undefined) throw notFound(`principal ${input.Principal}`);
    const { lookedAt } = answer;
    return {
      Identities: answer.identities.map(identityToWire),
      LookedAt: {
        Accounts: lookedAt.accounts,
        UnreadAccountIds: [...unreadAccountIds, ...lookedAt.unreadAccountIds],
        Roles: lookedAt.roles,
        OfRoles: lookedAt.ofRoles,
        IsFinished: answer.isFinished,
      },
    };
  },
  perform: async ({ prepared }) => prepared,
});

let read: AccessReference | undefined;

/** Read once a process, when it is first asked for. */
async function reference(): Promise<AccessReference> {
  read ??= readAccessLevels((await import("@rolecall/policy/access-levels")).ACCESS_LEVEL_DATA);
  return read;
}

function identityToWire({ arn, accountId, through, access, ...judged }: Identity): WireIdentity {
  return {
    Arn: arn,
    ...(accountId !== undefined && { AccountId: accountId }),
    ...judgementToWire(judged),
    Through: through,
    Access: {
      IsEverything: access.isEverything,
      Services: access.grants.map(({ service, label, isWhole, levels }) => ({
        Service: service,
        Label: label,
        IsWhole: isWhole,
        Levels: levels,
      })),
      HasUntold: access.hasUntold,
      LimitedBy: access.limitedBy,
    },
  };
}
