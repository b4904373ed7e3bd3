import { commonError } from "./refuse/common-error.ts";

/** Who asks for dear work. */
export interface Preparer {
  /** "" for strangers, who share what one account has. */
  readonly accountId: string;
  /** Of a stranger the address. */
  readonly callerId: string;
}

/**
 * Lets a bounded number of requests prepare at a time: each may keep another thread busy for a quarter of a second (25 hashes of
 * a password). Those who wait come in by turns of accounts and callers, so that one who sends many waits behind its own.
 */
export interface PreparationGate {
  /** @throws CommonError throttling where the caller, its account or all together have too many waiting. */
  pass<Result>(who: Preparer, work: () => Promise<Result>): Promise<Result>;
}

export interface GateLimits {
  readonly atOnce: number;
  readonly atOnceOfCaller: number;
  readonly waiting: number;
  readonly waitingOfAccount: number;
  readonly waitingOfCaller: number;
}

/** Of Node's four threads one stays for files: the audit log is written there. */
const LIMITS: GateLimits = {
  atOnce: 3,
  atOnceOfCaller: 2,
  waiting: 96,
  waitingOfAccount: 48,
  waitingOfCaller: 12,
};

/**
 * Proofs wait for the network more than for a thread: a thousand machines behind one address may wait for the keys of their issuer,
 * which are fetched once for all. Strangers all, they share by address. A token is at most 40 kB in memory.
 */
export const PROOF_LIMITS: GateLimits = {
  atOnce: 2_048,
  atOnceOfCaller: 1_024,
  waiting: 96,
  waitingOfAccount: 96,
  waitingOfCaller: 12,
};

/**
 * Hosts that a signed call has asked: each may take seconds to say nothing. A caller's own line, beside that of the proofs, whose places
 * nobody may fill with hosts of his choice.
 */
export const INQUIRY_LIMITS: GateLimits = {
  atOnce: 16,
  atOnceOfCaller: 4,
  waiting: 96,
  waitingOfAccount: 48,
  waitingOfCaller: 24,
};

interface Waiting {
  readonly who: Preparer;
  readonly enter: () => void;
}

export function createPreparationGate(limits: GateLimits = LIMITS): PreparationGate {
  const inside: Preparer[] = [];
  const waiting: Waiting[] = [];

  function refuseTooMany(who: Preparer): void {
    const isRoom = inside.length < limits.atOnce && countOf(inside, who, "caller") < limits.atOnceOfCaller;
    if (isRoom) return;
    const others = waiting.map((each) => each.who);
    const isTooMany =
      others.length >= limits.waiting ||
      countOf(others, who, "account") >= limits.waitingOfAccount ||
      countOf(others, who, "caller") >= limits.waitingOfCaller;
    if (isTooMany) throw commonError("throttling", "Rate exceeded");
  }

  function enterNext(): void {
    if (inside.length >= limits.atOnce) return;
    const next = chooseNext(waiting, inside, limits.atOnceOfCaller);
    if (next === undefined) return;
    waiting.splice(waiting.indexOf(next), 1);
    inside.push(next.who);
    next.enter();
    enterNext();
  }

  return {
    async pass(who, work) {
      refuseTooMany(who);
      await new Promise<void>((resolve) => {
        waiting.push({ who, enter: resolve });
        enterNext();
      });
      try {
        return await work();
      } finally {
        inside.splice(inside.indexOf(who), 1);
        enterNext();
      }
    },
  };
}

/** Whoever came first of those whose account, and then who themselves, have least inside. */
function chooseNext(
  waiting: readonly Waiting[],
  inside: readonly Preparer[],
  atOnceOfCaller: number,
): Waiting | undefined {
  let best: Waiting | undefined;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const each of waiting) {
    const ofCaller = countOf(inside, each.who, "caller");
    if (ofCaller >= atOnceOfCaller) continue;
    const rank = countOf(inside, each.who, "account") * inside.length + ofCaller;
    if (rank < bestRank) [best, bestRank] = [each, rank];
  }
  return best;
}

function countOf(list: readonly Preparer[], who: Preparer, by: "account" | "caller"): number {
  const isSame = ({ accountId, callerId }: Preparer) =>
    accountId === who.accountId && (by === "account" || callerId === who.callerId);
  return list.filter(isSame).length;
}
