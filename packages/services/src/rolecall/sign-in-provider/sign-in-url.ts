import { invalidInput } from "../error.ts";

const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);

/**
 * Where an identity provider's own sign-in begins: strangers' browsers are led there. Over TLS, but on this machine itself.
 * @returns as a browser writes it
 * @throws ValidationException
 */
export function readSignInUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) throw invalidInput("The SignInUrl is not an address of the web.");
  const { protocol, hostname, username, password } = url;
  if (protocol !== "https:" && !(protocol === "http:" && LOOPBACK.has(hostname)))
    throw invalidInput("The SignInUrl has to begin with https://.");
  if (username !== "" || password !== "")
    throw invalidInput("The SignInUrl has a user name or password, which everybody would be told.");
  return url.href;
}
