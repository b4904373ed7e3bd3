import type { SamlSettings } from "@rolecall/operations";
import { Mistake } from "../mistake.ts";

/** Of an installation that is told nothing. */
export const STRICT_SAML: SamlSettings = { checks: "strict", audiences: new Set() };

interface SamlOptions {
  readonly "saml-checks": string;
  readonly "saml-audience": readonly string[];
}

/** @throws Mistake that names the option and what is wrong with it. */
export function readSamlSettings(options: SamlOptions): SamlSettings {
  const { "saml-checks": checks, "saml-audience": audiences } = options;
  if (checks !== "strict" && checks !== "aws")
    throw new Mistake(`--saml-checks: "${checks}" is neither "strict" nor "aws".`);
  if (audiences.includes("")) throw new Mistake("--saml-audience: an audience has a name.");
  return { checks, audiences: new Set(audiences) };
}
