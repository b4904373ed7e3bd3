import { type AuditEvent, type EventResult, eventFacts } from "@rolecall/operations";

const RED = "\u001b[31m";
const YELLOW = "\u001b[33m";
const PLAIN = "\u001b[0m";

const COLORS: Readonly<Record<EventResult, string | undefined>> = {
  Allowed: undefined,
  Denied: RED,
  Failed: YELLOW,
};

/** An event in one line: when, who, what, on what, from where, and whether it was allowed or why not. */
export function eventLine(event: AuditEvent, isColorful: boolean): string {
  const { who, action, resource = "-", result } = eventFacts(event);
  const color = isColorful ? COLORS[result] : undefined;
  const outcome = outcomeOf(event, result);
  const where = event.record.sourceIPAddress ?? "-";
  const time = new Date(event.at).toISOString().replace(".000Z", "Z");
  const words = [time, who, action, resource, where].map(printable);
  return `${words.join("  ")}  ${color === undefined ? outcome : `${color}${outcome}${PLAIN}`}`;
}

function outcomeOf({ record }: AuditEvent, result: EventResult): string {
  const { errorCode, errorMessage = "" } = record;
  if (result === "Allowed") return "allowed";
  if (result === "Failed") return printable(`failed: ${errorCode ?? errorMessage}`);
  return printable(`denied: ${reasonOf(errorMessage)}`);
}

/** Of AWS's message what stands behind "because" or "with", without the link. */
function reasonOf(message: string): string {
  const told = / (?:because|with) (.+?)(?:\. Go to |\.?$)/s.exec(message)?.[1];
  return told ?? (message === "" ? "no reason was told" : message);
}

/** A terminal obeys control characters, and names in requests are whatever their sender likes. */
function printable(text: string): string {
  return text.replaceAll(/\p{C}/gu, "?");
}
