import { href } from "../../app/address.ts";

/** How AWS's console names a page behind its `#`, and which of ours it is. The names in it are AWS's. */
const LINKS: readonly (readonly [pattern: RegExp, to: (name: string) => string])[] = [
  [/^users\/(?:details\/)?([^/]+)/, (name) => href("/iam/users/:name", { name })],
  [/^users/, () => href("/iam/users")],
  [/^roles\/(?:details\/)?([^/]+)/, (name) => href("/iam/roles/:name", { name })],
  [/^roles/, () => href("/iam/roles")],
  [/^groups\/(?:details\/)?([^/]+)/, (name) => href("/iam/groups/:name", { name })],
  [/^groups/, () => href("/iam/groups")],
  [/^policies\/(?:details\/)?(arn[^?]*?)(?:\?|\$|$)/, (arn) => href("/iam/policies/:arn", { arn })],
  [/^policies/, () => href("/iam/policies")],
  [/^(?:identity_)?providers/, () => href("/iam/providers")],
  [/^account_settings/, () => href("/iam/settings")],
  [/^credential_report/, () => href("/credential-report")],
  [/^security_credential/, () => href("/me")],
  [/^authorization-details\/([\w-]+)/, (id) => href("/why/e/:id", { id })],
  [/^(?:home|dashboard)?$/, () => href("/iam")],
];

/** Our page for a link of AWS's console: what stands behind `/iam/home#`. The dashboard where we have none of it. */
export function translateAwsLink(hash: string): string {
  const text = decodeHash(hash.replace(/^#!?\/?/, ""));
  for (const [pattern, to] of LINKS) {
    const match = pattern.exec(text);
    if (match !== null) return to(match[1] ?? "");
  }
  return href("/iam");
}

function decodeHash(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
