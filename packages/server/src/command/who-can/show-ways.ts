import type { WhoCanQuestion } from "@rolecall/who-can";
import type { FoundWays } from "./found-ways.ts";

/** Told apart without colours. */
const SIGNS = { open: "✓", needs: "◇", stopped: "✕" } as const;

/** A line a way, and how far it was looked. */
export function showWays(
  { action, resource }: Pick<WhoCanQuestion, "action" | "resource">,
  { ways, lookedAt }: FoundWays,
): string {
  const principals = new Set(
    ways.filter(({ state }) => state !== "stopped").map(({ principal }) => principal),
  );
  const count = (state: string) => ways.filter((way) => way.state === state).length;
  const lines = ways.map(
    (way) => `  ${SIGNS[way.state]} ${[way.principal, ...way.through].join(" → ")}${because(way)}`,
  );
  const { principals: looked, ofPrincipals, accounts, unreadAccountIds } = lookedAt;
  const unread = unreadAccountIds.length === 0 ? "" : ` Not looked at: ${unreadAccountIds.join(", ")}.`;
  return [
    `Who can ${action} on ${resource}`,
    ...lines,
    `${plural(principals.size, "principal")} by ${plural(ways.length, "way")}: ${count("open")} open at any time, ${count("needs")} need something more (◇), ${count("stopped")} stopped (✕).`,
    `Looked at ${looked} of ${plural(ofPrincipals, "user", "users and roles")} of ${plural(accounts, "account")}.${unread}`,
    "",
  ].join("\n");
}

function because({ needs, stoppedBy, state }: FoundWays["ways"][number]): string {
  if (state === "stopped") return stoppedBy === undefined ? "" : `   stopped by ${stoppedBy}`;
  return needs.length === 0 ? "" : `   needs ${needs.join(", ")}`;
}

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
