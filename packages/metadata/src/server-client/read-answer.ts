import { isObject, type JsonObject } from "./call-rolecall.ts";
import { ServerAway } from "./send.ts";

/** Members of an answer, each of the type that it must have. @throws ServerAway, naming it, where it has another */
export function textOf(answer: JsonObject, name: string): string {
  const value = answer[name];
  if (typeof value === "string") return value;
  throw new ServerAway(`An answer without ${name}: what answers there is not Rolecall.`);
}

export function optionalText(answer: JsonObject, name: string): string | undefined {
  return answer[name] === undefined || answer[name] === null ? undefined : textOf(answer, name);
}

/** JSON 1.1 writes times in seconds since 1970. @returns milliseconds */
export function timeOf(answer: JsonObject, name: string): number {
  const value = answer[name];
  if (typeof value === "number" && Number.isFinite(value)) return Math.round(value * 1_000);
  throw new ServerAway(`An answer without ${name}: what answers there is not Rolecall.`);
}

export function optionalTime(answer: JsonObject, name: string): number | undefined {
  return answer[name] === undefined || answer[name] === null ? undefined : timeOf(answer, name);
}

export function objectOf(answer: JsonObject, name: string): JsonObject {
  const value = answer[name];
  if (isObject(value)) return value;
  throw new ServerAway(`An answer without ${name}: what answers there is not Rolecall.`);
}

export function optionalObject(answer: JsonObject, name: string): JsonObject | undefined {
  return answer[name] === undefined || answer[name] === null ? undefined : objectOf(answer, name);
}
