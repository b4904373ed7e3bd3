/** Who may have several roles chooses one. A page without scripts: it posts the response again, with the role, as AWS's does. */
import type { Answer } from "@rolecall/edge";
import type { ClaimedRole } from "@rolecall/federation/saml";
import { parseArn } from "@rolecall/names";
import { PLAIN_HEADERS } from "../redirect.ts";

interface Choosing {
  readonly response: string;
  readonly relayState: string;
  readonly roles: readonly ClaimedRole[];
}

const HEADERS = {
  ...PLAIN_HEADERS,
  "Content-Type": "text/html; charset=utf-8",
  "Content-Security-Policy":
    "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
} as const;

export function chooserPage({ response, relayState, roles }: Choosing): Answer {
  const accounts = Map.groupBy(roles, ({ roleArn }) => parseArn("role", roleArn)?.accountId ?? "");
  const groups = [...accounts].map(
    ([accountId, those]) =>
      `<fieldset><legend>Account ${escaped(accountId)}</legend>${those.map(choice).join("")}</fieldset>`,
  );
  const body = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Choose a role · Rolecall</title></head>
<body><main><h1>Choose a role</h1>
<form method="post" action="/saml">
<input type="hidden" name="SAMLResponse" value="${escaped(response)}">
<input type="hidden" name="RelayState" value="${escaped(relayState)}">
${groups.join("\n")}
<p><button type="submit">Sign in</button></p>
</form></main></body></html>
`;
  return { status: 200, headers: HEADERS, body };
}

function choice({ roleArn }: ClaimedRole): string {
  const name = parseArn("role", roleArn)?.name ?? roleArn;
  return `<p><label><input type="radio" name="roleIndex" value="${escaped(roleArn)}" required> ${escaped(name)}</label></p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** INVARIANT: nothing that somebody posted becomes markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
