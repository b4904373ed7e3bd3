import type { Headers, RequestHead } from "@rolecall/edge";

/** Who may ask, and by which names. */
export interface SenderRules {
  /** A peer that is near enough: on this machine, or as many hops further as are allowed. */
  readonly isNear: (address: string) => boolean;
  /** Whether a name or address without its port, in lower case and without brackets, is one of this service's. */
  readonly isOwnHost: (host: string) => boolean;
}

export type SenderProblem = "farAway" | "handedOn" | "otherHost" | "browser";

/** What says that somebody else is behind the request: a proxy that fetches whatever it is told to must not be one of ours. */
const HANDED_ON = ["x-forwarded-for", "x-forwarded-host", "x-real-ip", "forwarded", "via"] as const;
/** What browsers add to whatever a page makes them send, and no SDK does. Node's fetch says Sec-Fetch-Mode too. */
const OF_BROWSERS = ["origin", "sec-fetch-site"] as const;

/**
 * What is wrong with whoever sent a request; undefined where nothing is. Requests that a program on the machine was talked into sending
 * (server-side request forgery) carry marks that an SDK's never do.
 */
export function judgeSender(head: RequestHead, rules: SenderRules): SenderProblem | undefined {
  if (!rules.isNear(head.sourceIp)) return "farAway";
  if (hasAny(head.headers, HANDED_ON)) return "handedOn";
  if (!isOwn(head.headers, rules)) return "otherHost";
  if (hasAny(head.headers, OF_BROWSERS)) return "browser";
  return undefined;
}

function hasAny(headers: Headers, names: readonly string[]): boolean {
  return names.some((name) => headers[name] !== undefined);
}

/** A name that leads here for a moment (DNS rebinding) makes a browser send requests to this service as to that name. */
function isOwn({ host }: Headers, { isOwnHost }: SenderRules): boolean {
  const [value, second] = host ?? [];
  if (value === undefined || second !== undefined) return false;
  const name = HOST.exec(value.toLowerCase());
  return name !== null && isOwnHost(name[1] ?? name[2] ?? "");
}

/** `169.254.169.254:80`, `[fd00:ec2::254]`, `localhost` */
const HOST = /^(?:\[([\da-f:.]+)\]|([a-z\d._-]+))(?::\d{1,5})?$/;
