import { Mistake } from "../mistake.ts";

/** `KEY=VALUE` of a command line, by lower-case key. @throws Mistake */
export function givenContext(given: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, readonly string[]>();
  for (const text of given) {
    const equals = text.indexOf("=");
    if (equals <= 0) throw new Mistake(`"${text}" is no context: write KEY=VALUE.`);
    const key = text.slice(0, equals).toLowerCase();
    values.set(key, [...(values.get(key) ?? []), text.slice(equals + 1)]);
  }
  return values;
}

/** As the engine takes it: a key that came once has one value. */
export function contextOf(
  values: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, string | readonly string[]> {
  return new Map([...values].map(([key, list]) => [key, list.length === 1 ? list[0]! : list]));
}
