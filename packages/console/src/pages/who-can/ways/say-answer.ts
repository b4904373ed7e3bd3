/** The answer in one sentence. INVARIANT: how much was looked at is part of it. */
import { formatAccountId } from "../../../patterns/account-id.ts";
import type { BundledWay } from "./bundle-ways.ts";
import type { WhoCanAnswer } from "./way.ts";

/** `8 principals by 6 ways.`, those that are stopped apart. */
export function sayWho(ways: readonly BundledWay[]): string {
  const possible = ways.filter(({ state }) => state !== "stopped");
  if (possible.length === 0) return "Nobody.";
  const principals = new Set(possible.flatMap(({ who }) => who.principals)).size;
  return `${count(principals, "principal")} by ${count(possible.length, "way")}.`;
}

/** `3 ways are open at any time, 3 need something more (◇). 1 more is stopped (✕).` */
export function sayStates(ways: readonly BundledWay[]): string {
  const of = (state: string) => ways.filter((way) => way.state === state).length;
  const [open, needs, stopped] = [of("open"), of("needs"), of("stopped")];
  const possible = [
    open > 0 && `${are(open, "open at any time")}`,
    needs > 0 && `${number(needs)} ${needs === 1 ? "needs" : "need"} something more (◇)`,
  ].filter((part) => part !== false);
  const sentences = [
    possible.length > 0 && `${possible.join(", ")}.`,
    stopped > 0 && `${number(stopped)} ${stopped === 1 ? "way is" : "ways are"} stopped (✕).`,
  ];
  return sentences.filter((part) => part !== false).join(" ");
}

/** `Looked at 1,284 roles and 312 users of 30 accounts.` */
export function sayLookedAt({
  Roles,
  OfRoles,
  Principals,
  OfPrincipals,
  Accounts,
}: WhoCanAnswer["LookedAt"]): string {
  const users = OfPrincipals - OfRoles;
  // Roles stand first among those whose ways are told.
  const lookedUsers = Math.max(0, Principals - OfRoles);
  return `Looked at ${ofAll(Roles, OfRoles, "role")} and ${ofAll(lookedUsers, users, "user")} of ${count(Accounts, "account")}.`;
}

/** The accounts of which nothing was read, by id; undefined where there is none. */
export function sayUnread(ids: readonly string[]): string | undefined {
  if (ids.length === 0) return undefined;
  const named = ids.slice(0, 10).map(formatAccountId).join(", ");
  const more = ids.length > 10 ? ` and ${number(ids.length - 10)} more` : "";
  return `Not looked at, since you may not read them or they are too large: ${named}${more}.`;
}

/** `Not finished: 8,120 of 10,000 looked at.` */
export function sayUnfinished({ Principals, OfPrincipals }: WhoCanAnswer["LookedAt"]): string {
  return `Not finished: ${number(Principals)} of ${number(OfPrincipals)} users and roles looked at.`;
}

function ofAll(looked: number, all: number, noun: string): string {
  return looked === all ? count(all, noun) : `${number(looked)} of ${count(all, noun)}`;
}

export function count(amount: number, noun: string): string {
  return `${number(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

function are(amount: number, what: string): string {
  return `${number(amount)} ${amount === 1 ? "is" : "are"} ${what}`;
}

function number(amount: number): string {
  return amount.toLocaleString("en");
}
