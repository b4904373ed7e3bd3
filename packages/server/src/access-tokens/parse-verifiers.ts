import { ACCESS_TOKEN_PROVIDERS } from "@rolecall/federation/access-token";
import { checkShape } from "../seed/check/check-shape.ts";
import { record, text } from "../seed/families/json-schema.ts";
import { SeedError } from "../seed/seed-error.ts";
import { readSeedText } from "../seed/seed-text.ts";
import type { NamedVerifier } from "./named-verifier.ts";

/** Written by hand, an entry a provider. */
const MAX_BYTES = 64 * 1024;

interface Written {
  readonly accessTokenVerifiers: readonly NamedVerifier[];
}

const SCHEMA = record(["accessTokenVerifiers"], {
  accessTokenVerifiers: {
    type: "array",
    items: record(["provider", "url"], {
      provider: { enum: ACCESS_TOKEN_PROVIDERS },
      url: text,
      authorization: {
        type: "string",
        pattern: "^[A-Za-z]+ [\\x21-\\x7e]+$",
        description: 'must be the value of a header, such as "Bearer 3f7c…"',
      },
    }),
  },
});

/**
 * Reads who is asked about access tokens, from YAML or JSON.
 * @param file is shown in messages
 * @throws SeedError with the place of the first thing that is wrong
 */
export function parseVerifiers(source: string, file: string): readonly NamedVerifier[] {
  if (source.length > MAX_BYTES) throw new SeedError(`${file}: it has more than 64 KiB.`);
  const read = readSeedText(source, file);
  checkShape(read, SCHEMA);
  const { accessTokenVerifiers } = read.value as Written;
  for (const [index, { provider, url }] of accessTokenVerifiers.entries()) {
    const path = ["accessTokenVerifiers", index];
    const first = accessTokenVerifiers.findIndex((each) => each.provider === provider);
    if (first !== index) throw read.fail([...path, "provider"], "this provider comes twice");
    const { protocol, username, password } = URL.parse(url) ?? { protocol: "" };
    if (protocol !== "https:" && protocol !== "http:")
      throw read.fail([...path, "url"], "must be a URL such as https://verifier.example/introspect");
    // URLs stand in the log where they cannot be asked.
    if (username !== "" || password !== "")
      throw read.fail(
        [...path, "url"],
        "must have no user in it: what it wants to see goes into authorization",
      );
  }
  return accessTokenVerifiers;
}
