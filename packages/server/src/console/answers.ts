import type { Answer } from "@rolecall/edge";

/** Every answer of the door: nobody keeps one, nobody takes one for a page. */
const HEADERS = {
  "Content-Type": "application/json",
  "Cache-Control": "no-store",
  "X-Content-Type-Options": "nosniff",
} as const;

export interface JsonAnswer extends Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function answerJson(status: number, value: object, headers: Answer["headers"] = {}): JsonAnswer {
  return answerText(status, JSON.stringify(value), headers);
}

/** @param json of an object */
export function answerText(status: number, json: string, headers: Answer["headers"] = {}): JsonAnswer {
  return { status, headers: { ...HEADERS, ...headers }, body: json };
}

export function answerError(
  status: number,
  error: Readonly<Record<string, unknown>>,
  headers: Answer["headers"] = {},
): JsonAnswer {
  return answerJson(status, { error }, headers);
}
