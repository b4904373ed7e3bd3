import type { SamlChecks } from "@rolecall/federation/saml";

/** How assertions of SAML identity providers are taken. */
export interface SamlSettings {
  readonly checks: SamlChecks;
  /** Audiences and recipients that are taken besides AWS's. */
  readonly audiences: ReadonlySet<string>;
}
