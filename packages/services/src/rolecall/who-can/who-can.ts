import type { WhoCanRequest, WhoCanResponse } from "@rolecall/contracts/rolecall";
import type { Preparation } from "@rolecall/operations";
import { type CompiledPolicySet, compilePolicy, compilePolicySet, parsePolicy } from "@rolecall/policy";
import {
  type Installation,
  inquireWhoCan,
  WHO_CAN_LIMITS,
  type WhoCanAnswer,
  type WhoCanInquiry,
} from "@rolecall/who-can";
import { rolecall } from "../define.ts";
import { invalidInput } from "../error.ts";
import { askedContext } from "./asked-context.ts";
import { type LastUses, lastRoleOf, readLastUses } from "./last-uses.ts";
import { type LookedInstallation, lookAtAccounts, ownAccount } from "./looked-installation.ts";
import { wayToWire } from "./way-shape.ts";

/** For how long one turn of the event loop may look. */
const TURN_MS = 5;
/** Ways of one answer. */
const WAYS_MAX = 1_000;
/** Questions that were not finished, of one reading of the installation. */
const UNFINISHED_MAX = 4;

type Preparing = Preparation<WhoCanRequest>;

/**
 * Everybody that can do something, by which ways. What one call may take is bounded; the token goes on. It is worked out outside of the
 * transaction, in turns, so that nobody waits for it.
 */
export const whoCan = rolecall.read("WhoCan", {
  ...ownAccount,
  preparesBy: "network",
  async prepare(preparation): Promise<WhoCanResponse> {
    const { input } = preparation;
    const looked = await lookAtAccounts(preparation, input.AccountIds);
    const inquiry = inquiryOf(preparation, looked.installation);
    const { ways, answer } = await lookInTurns(inquiry, preparation);
    if (!answer.isFinished) keepUnfinished(preparation, looked.installation, inquiry);
    return toWire(looked, ways, {
      answer,
      lastUsed: await readLastUses(preparation, looked.installation, ways),
    });
  },
  perform: async ({ prepared }) => prepared,
});

const unfinished = new WeakMap<Installation, Map<string, WhoCanInquiry>>();

/** One that was begun is gone on with, by one call at a time. Where it is gone, what was told before is passed over. */
function inquiryOf(preparation: Preparing, installation: Installation): WhoCanInquiry {
  const { input, now } = preparation;
  const place = placeOf(input.NextToken);
  const all = unfinished.get(installation);
  const key = keyOf(preparation);
  const known = input.NextToken === undefined ? undefined : all?.get(key);
  all?.delete(key);
  if (known?.place === place) return known;
  const inquiry = inquireWhoCan(
    {
      action: input.Action,
      resource: input.Resource,
      context: askedContext(input.Context),
      resourceAccountId: input.ResourceAccountId,
      resourcePolicy: resourcePolicyOf(input.ResourcePolicy),
    },
    installation,
    {
      // Sessions begin when the question is asked; how long it takes is measured apart.
      clock: () => now,
      passRole: input.PassRole,
      couldGive: input.CouldGive,
      rootUsers: input.RootUsers,
      stopwatch: preparation.env.monotonicMs,
      limits: { milliseconds: TURN_MS, ways: WAYS_MAX },
    },
  );
  inquiry.passOver(place);
  return inquiry;
}

function keepUnfinished(preparation: Preparing, installation: Installation, inquiry: WhoCanInquiry): void {
  const all = unfinished.get(installation) ?? new Map<string, WhoCanInquiry>();
  unfinished.set(installation, all);
  const oldest = all.size >= UNFINISHED_MAX ? all.keys().next().value : undefined;
  if (oldest !== undefined) all.delete(oldest);
  all.set(keyOf(preparation), inquiry);
}

/** Of one caller and one question. */
function keyOf({ caller, input }: Preparing): string {
  const { NextToken: _, ...question } = input;
  return JSON.stringify([caller.accountId, caller.userId, question]);
}

interface Looked {
  readonly ways: WhoCanAnswer["ways"];
  readonly answer: WhoCanAnswer;
}

async function lookInTurns(inquiry: WhoCanInquiry, { env }: Preparing): Promise<Looked> {
  const endsAt = env.monotonicMs() + WHO_CAN_LIMITS.milliseconds;
  const ways: WhoCanAnswer["ways"][number][] = [];
  for (;;) {
    const answer = inquiry.look();
    ways.push(...answer.ways);
    if (answer.isFinished || ways.length >= WAYS_MAX || env.monotonicMs() >= endsAt) return { ways, answer };
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @throws ValidationException */
function resourcePolicyOf(text: string | undefined): CompiledPolicySet | undefined {
  if (text === undefined) return undefined;
  const parsed = parsePolicy(text, "resource");
  if (parsed.ok) return compilePolicySet([compilePolicy(parsed.policy)]);
  throw invalidInput(`ResourcePolicy: ${parsed.findings[0]?.message ?? "it is no policy."}`);
}

const TOKEN = /^at-(\d{1,9})$/;

/** @throws ValidationException */
function placeOf(token: string | undefined): number {
  if (token === undefined) return 0;
  const [, place] = TOKEN.exec(token) ?? [];
  if (place === undefined) throw invalidInput("The NextToken is not one of this question.");
  return Number(place);
}

interface Told {
  readonly answer: WhoCanAnswer;
  readonly lastUsed: LastUses;
}

function toWire(
  { installation, unreadAccountIds }: LookedInstallation,
  ways: WhoCanAnswer["ways"],
  { answer: { lookedAt, omittedWays, isFinished, place }, lastUsed }: Told,
): WhoCanResponse {
  return {
    Ways: ways.map((way) => wayToWire(way, lastUsed.get(lastRoleOf(way) ?? ""))),
    LookedAt: {
      Accounts: installation.accounts.length,
      UnreadAccountIds: [...unreadAccountIds, ...installation.unreadAccountIds],
      Roles: lookedAt.roles,
      OfRoles: lookedAt.ofRoles,
      Principals: lookedAt.principals,
      OfPrincipals: lookedAt.ofPrincipals,
      OmittedWays: omittedWays,
    },
    ...(!isFinished && { NextToken: `at-${place}` }),
  };
}
