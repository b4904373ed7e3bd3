import type { RequestPrincipal } from "@rolecall/policy";
import { Mistake } from "../../mistake.ts";

/** Ids that are not known are made up; `--context aws:userid=…` says what a policy's variables shall see. */
const SESSION_NAME = "session";

type Maker = (groups: Readonly<Record<string, string>>, text: string) => RequestPrincipal;

const account = String.raw`(?<account>\d{12})`;

/** The forms in which a principal can be named, in the order in which they are tried. */
const FORMS: readonly (readonly [form: RegExp, make: Maker])[] = [
  [
    new RegExp(`^(?:arn:[^:]+:iam::)?${account}(?::root)?$`),
    ({ account: accountId = "" }) => ({ kind: "root", accountId, arn: `arn:aws:iam::${accountId}:root` }),
  ],
  [
    new RegExp(`^arn:[^:]+:iam::${account}:user/(?<name>.+)$`),
    ({ account: accountId = "" }, arn) => ({ kind: "user", accountId, arn, id: "AIDAUNKNOWN" }),
  ],
  [
    new RegExp(`^arn:[^:]+:iam::${account}:role/(?:.*/)?(?<name>[^/]+)$`),
    ({ account: accountId = "", name = "" }, roleArn) =>
      makeSession({ accountId, name, session: SESSION_NAME, roleArn }),
  ],
  [
    new RegExp(`^arn:(?<partition>[^:]+):sts::${account}:assumed-role/(?<name>[^/]+)/(?<session>[^/]+)$`),
    ({ partition = "", account: accountId = "", name = "", session = "" }) =>
      makeSession({ accountId, name, session, roleArn: `arn:${partition}:iam::${accountId}:role/${name}` }),
  ],
  [
    new RegExp(`^arn:[^:]+:sts::${account}:federated-user/(?<name>.+)$`),
    ({ account: accountId = "", name = "" }, arn) => ({
      kind: "federatedUser",
      accountId,
      arn,
      id: `${accountId}:${name}`,
    }),
  ],
  [/^arn:[^:]+:iam::\d{12}:(?:oidc|saml)-provider\/.+$/, (_, provider) => ({ kind: "federated", provider })],
  [/^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com$/, (_, service) => ({ kind: "service", service })],
  [/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, (_, provider) => ({ kind: "federated", provider })],
  [/^(?:\*|anonymous)$/, () => ({ kind: "anonymous" })],
];

/** @throws Mistake where the text names no principal. */
export function parsePrincipal(text: string): RequestPrincipal {
  for (const [form, make] of FORMS) {
    const match = form.exec(text);
    if (match !== null) return make(match.groups ?? {}, text);
  }
  throw new Mistake(
    `"${text}" is no principal: use the ARN of a user, role, session or account, an account id, a service, or anonymous.`,
  );
}

interface SessionFacts {
  readonly accountId: string;
  readonly name: string;
  readonly session: string;
  readonly roleArn: string;
}

function makeSession({ accountId, name, session, roleArn }: SessionFacts): RequestPrincipal {
  return {
    kind: "roleSession",
    accountId,
    arn: `arn:${roleArn.split(":")[1]}:sts::${accountId}:assumed-role/${name}/${session}`,
    id: `AROAUNKNOWN:${session}`,
    roleArn,
    roleId: "AROAUNKNOWN",
    serviceLinked: roleArn.includes(":role/aws-service-role/"),
  };
}

/** What AWS itself would put into the request's context about the principal. */
export function principalContext(
  principal: RequestPrincipal,
): readonly (readonly [key: string, value: string])[] {
  switch (principal.kind) {
    case "anonymous":
      return [["aws:principaltype", "Anonymous"]];
    case "service":
      return [
        ["aws:principalisawsservice", "true"],
        ["aws:principalservicename", principal.service],
      ];
    case "federated":
      return [];
    case "user":
      return [...accountContext(principal, "User"), ["aws:username", principal.arn.split("/").at(-1)!]];
    case "root":
      return accountContext(principal, "Account");
    case "federatedUser":
      return accountContext(principal, "FederatedUser");
    case "roleSession":
      return accountContext({ accountId: principal.accountId, arn: principal.roleArn }, "AssumedRole");
  }
}

function accountContext(
  { accountId, arn }: { readonly accountId: string; readonly arn: string },
  type: string,
): readonly (readonly [string, string])[] {
  return [
    ["aws:principalarn", arn],
    ["aws:principalaccount", accountId],
    ["aws:principaltype", type],
    ["aws:principalisawsservice", "false"],
  ];
}
