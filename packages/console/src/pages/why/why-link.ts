/** Addresses of the page. They carry the question and never the answer: whoever opens one is asked with their own rights. */
import type { AskedAbout } from "@rolecall/policy";
import { href } from "../../app/address.ts";

/** A request that is asked about, with the condition keys that it would bring. */
export interface WhyQuestion extends AskedAbout {
  readonly context?: Readonly<Record<string, readonly string[]>>;
  /** The resource's own policy, where Rolecall has none of its kind. */
  readonly resourcePolicy?: string;
}

/** What an address asks about. */
export type Asked =
  | { readonly kind: "nothing" }
  | { readonly kind: "denial"; readonly authorizationId: string }
  /** By the id of an audit event, or of a request. */
  | { readonly kind: "event"; readonly id: string }
  | { readonly kind: "message"; readonly encoded: string }
  | { readonly kind: "question"; readonly question: WhyQuestion };

export function denialHref(id: string): string {
  return href("/why/e/:id", { id });
}

export function messageHref(encoded: string): string {
  return `${href("/why")}#m=${encodeURIComponent(encoded)}`;
}

/** @param id of the path `/why/e/ID` @param hash with its `#` */
export function readAsked(id: string | undefined, hash: string): Asked {
  if (id !== undefined)
    return /^[0-9a-z]{25}$/.test(id) ? { kind: "denial", authorizationId: id } : { kind: "event", id };
  const behind = new URLSearchParams(hash.replace(/^#/, ""));
  const message = behind.get("m");
  if (message) return { kind: "message", encoded: message };
  const authorizationId = behind.get("authorization");
  if (authorizationId) return { kind: "denial", authorizationId };
  const question = readQuestion(behind.get("q"));
  return question === undefined ? { kind: "nothing" } : { kind: "question", question };
}

/** Undefined where it is none: a link that was cut asks nothing, and the form is shown. */
function readQuestion(text: string | null): WhyQuestion | undefined {
  if (text === null) return undefined;
  try {
    const { principal, action, resource, context, resourcePolicy } = JSON.parse(text);
    if (![principal, action, resource].every((each) => typeof each === "string" && each !== ""))
      return undefined;
    const given = readContext(context);
    return {
      principal,
      action,
      resource,
      ...(given !== undefined && { context: given }),
      ...(typeof resourcePolicy === "string" && { resourcePolicy }),
    };
  } catch {
    return undefined;
  }
}

/** A key may have one value or a list of them. */
function readContext(context: unknown): WhyQuestion["context"] {
  if (typeof context !== "object" || context === null) return undefined;
  const entries = Object.entries(context).map(([key, value]) => [
    key,
    (Array.isArray(value) ? value : [value]).map(String),
  ]);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
