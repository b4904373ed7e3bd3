import { isScalar } from "yaml";
import { SeedError } from "../seed-error.ts";
import type { SeedPath } from "../seed-path.ts";

/** The environment that a seed may name variables of. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A value that stands in a seed's text, not a key. */
interface ScalarPlace {
  readonly path: SeedPath;
  readonly scalar: unknown;
}

/** Of all that is put in together: a small file could name a large variable often. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/**
 * Puts the values of variables where `${NAME}` or `${NAME:-default}` stands in a text; what comes of it is a text, whatever it looks like.
 * @throws SeedError of `fail` where a variable is not set
 */
export function substituteVariables(
  places: Iterable<ScalarPlace>,
  variables: Variables,
  fail: (path: SeedPath, message: string) => SeedError,
): void {
  let room = MOST_CHARACTERS;
  for (const { path, scalar } of places) {
    if (!isScalar(scalar) || typeof scalar.value !== "string" || !scalar.value.includes("${")) continue;
    try {
      scalar.value = substitute(scalar.value, variables);
    } catch (error) {
      throw error instanceof SeedError ? fail(path, error.message) : error;
    }
    room -= String(scalar.value).length;
    if (room < 0) throw fail(path, "the variables of this seed make more than 16 MiB of text");
  }
}

/** What has a name as shells have it, and perhaps a default. */
const REFERENCE = /^([A-Za-z_]\w*)(?::-(.*))?$/s;
/** Variables of policies, which are the policy's: `${aws:username}`, `${*}`. */
const OF_POLICIES = /^(?:[*?$]|[^:]*:[^-].*)$/s;

/** @throws SeedError without a place, which is for who called to tell */
function substitute(text: string, variables: Variables): string {
  return text.replaceAll(/\$\$\{|\$\{([^{}]*)\}/g, (whole, inner: string | undefined) => {
    if (inner === undefined) return "${";
    const [, name, otherwise] = REFERENCE.exec(inner) ?? [];
    if (name === undefined) {
      if (OF_POLICIES.test(inner)) return whole;
      throw new SeedError(
        `\${${inner.slice(0, 40)}} is neither a variable of the environment (\${NAME}) nor one of policies (\${aws:username}); to write it as it stands, put a second $ in front`,
      );
    }
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    // As shells have it: what is empty counts as not set where there is a default.
    if (otherwise !== undefined) return value === undefined || value === "" ? otherwise : value;
    if (value === undefined)
      throw new SeedError(`the variable ${name} is not set: set it, or write \${${name}:-default}`);
    return value;
  });
}
