import type { RequestPrincipal } from "../src/request/request.ts";

/** In a case, a principal with an account is written as its ARN; its unique IDs follow from its name. */
export type PrincipalText = string | RequestPrincipal;

export function readPrincipalText(text: PrincipalText): RequestPrincipal {
  if (typeof text !== "string") return text;
  const accountId = text.split(":")[4]!;
  const [kind, ...path] = text.split(":")[5]!.split("/");
  const name = path.join("/");
  switch (kind) {
    case "root":
      return { kind: "root", accountId, arn: text };
    case "user":
      return { kind: "user", accountId, arn: text, id: uniqueId("AIDA", name) };
    case "federated-user":
      return { kind: "federatedUser", accountId, arn: text, id: `${accountId}:${name}` };
    case "assumed-role":
      return readRoleSession(text, accountId, path);
    default:
      throw new Error(`No principal: ${text}`);
  }
}

function readRoleSession(arn: string, accountId: string, path: readonly string[]): RequestPrincipal {
  const [roleName, sessionName] = path;
  const roleId = uniqueId("AROA", roleName!);
  return {
    kind: "roleSession",
    accountId,
    arn,
    id: `${roleId}:${sessionName}`,
    roleArn: `arn:aws:iam::${accountId}:role/${roleName}`,
    roleId,
    serviceLinked: false,
  };
}

/** As long as AWS's are. */
const uniqueId = (prefix: "AIDA" | "AROA", name: string) =>
  (prefix + name.toUpperCase().replace(/[^A-Z0-9]/g, "")).padEnd(21, "X");
