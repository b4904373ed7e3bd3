import type { WhatCanQuestion, WhoCanQuestion } from "../../patterns/who-can-question.ts";

/** What an address asks about. */
export type Asked =
  | { readonly kind: "nothing" }
  | { readonly kind: "whoCan"; readonly question: WhoCanQuestion }
  | { readonly kind: "whatCan"; readonly question: WhatCanQuestion };

const NOTHING: Asked = { kind: "nothing" };

/** @param hash with its `#`. What was cut or made up asks nothing, and the form is shown. */
export function readQuestion(hash: string): Asked {
  const text = new URLSearchParams(hash.replace(/^#/, "")).get("q");
  const asked = text === null ? undefined : parse(text);
  if (asked === undefined) return NOTHING;
  const { principal, action, resource } = asked;
  if (isText(principal)) return { kind: "whatCan", question: { principal } };
  if (!isText(action) || !isText(resource)) return NOTHING;
  return { kind: "whoCan", question: { action, resource, ...readMore(asked) } };
}

type Members = Readonly<Record<string, unknown>>;

function parse(text: string): Members | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Members) : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}

const TEXTS = ["resourceAccountId", "resourcePolicy"] as const;
const FLAGS = ["passRole", "couldGive", "withoutStopped", "fromOutside"] as const;

function readMore(asked: Members): Omit<WhoCanQuestion, "action" | "resource"> {
  const context = readContext(asked.context);
  return {
    ...(context !== undefined && { context }),
    ...Object.fromEntries(TEXTS.flatMap((name) => (isText(asked[name]) ? [[name, asked[name]]] : []))),
    ...Object.fromEntries(FLAGS.flatMap((name) => (asked[name] === true ? [[name, true]] : []))),
  };
}

/** A key may have one value or a list of them. */
function readContext(context: unknown): WhoCanQuestion["context"] {
  if (typeof context !== "object" || context === null) return undefined;
  const entries = Object.entries(context).map(
    ([key, value]) => [key, (Array.isArray(value) ? value : [value]).map(String)] as const,
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
