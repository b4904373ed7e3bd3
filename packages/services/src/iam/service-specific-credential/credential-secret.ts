import type { RandomBytes } from "@rolecall/credentials";
import type { CredentialForm } from "./credential-service.ts";

/** 60 characters of base64, 360 bits of chance. */
const PASSWORD_BYTES = 45;

/**
 * What the user shows to the service, beside its name or with it inside: a password, or an API key, which is the service's prefix and
 * the base64 form of `alias:password` (recorded).
 */
export function newCredentialSecret(form: CredentialForm, userName: string, random: RandomBytes): string {
  const password = Buffer.from(random(PASSWORD_BYTES)).toString("base64");
  if (form.kind === "password") return password;
  return form.prefix + Buffer.from(`${userName}:${password}`).toString("base64");
}
