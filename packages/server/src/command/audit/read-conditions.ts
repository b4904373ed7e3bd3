import type { SearchFilter } from "@rolecall/contracts/rolecall";
import {
  CONDITION_LENGTH_MAX,
  CONDITIONS_MAX,
  EVENT_FIELDS,
  type EventConditions,
  readEventFilter,
} from "../../audit/event-fields.ts";
import { Mistake } from "../../mistake.ts";

export const DENIED: SearchFilter = { Property: "Result", Operator: "=", Value: "Denied" };

/**
 * `FIELD=VALUE` words and one text. What has another word before the `=` is a text.
 * @throws Mistake where there is nothing to look for, or too much
 */
export function readConditions(words: readonly string[]): EventConditions {
  const filters: SearchFilter[] = [];
  const texts: string[] = [];
  for (const word of words) {
    if (word.length > CONDITION_LENGTH_MAX)
      throw new Mistake(`"${word.slice(0, 40)}…" is longer than ${CONDITION_LENGTH_MAX} characters.`);
    const filter = readFilter(word);
    if (filter === undefined) texts.push(word);
    else filters.push(filter);
  }
  const [Query, second] = texts;
  if (second !== undefined)
    throw new Mistake(`"${Query}" and "${second}" are two texts; put a text of several words into quotes.`);
  if (filters.length === 0 && Query === undefined)
    throw new Mistake(
      `name what to look for: a text, or FIELD=VALUE with one of ${EVENT_FIELDS.join(", ")}.`,
    );
  if (filters.length > CONDITIONS_MAX)
    throw new Mistake(`${filters.length} conditions; ${CONDITIONS_MAX} are the most.`);
  return { ...(Query !== undefined && { Query }), Filters: filters };
}

function readFilter(word: string): SearchFilter | undefined {
  const [, name = "", value = ""] = /^([a-z]+)=(.*)$/s.exec(word) ?? [];
  return readEventFilter(name, value);
}
