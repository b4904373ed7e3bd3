import { href } from "./location.ts";

/** Where what an ARN names has its page. The last part of a path is the name. */
const KINDS: Readonly<Record<string, string>> = {
  user: "/iam/users/:name",
  role: "/iam/roles/:name",
  group: "/iam/groups/:name",
};

/**
 * The page of what somebody pasted: an ARN of IAM, STS or Organizations, or an account's id. Undefined where it names nothing
 * that has a page.
 */
export function addressOfPasted(text: string): string | undefined {
  const pasted = text.trim();
  if (/^\d{4}-?\d{4}-?\d{4}$/.test(pasted)) return href("/accounts/:id", { id: pasted.replaceAll("-", "") });
  const [, service, resource = ""] = /^arn:[\w-]+:(\w+):[\w-]*:\d*:(.+)$/.exec(pasted) ?? [];
  const [kind = "", ...rest] = resource.split("/");
  const name = rest.at(-1) ?? "";
  if (name === "") return undefined;
  if (service === "sts" && kind === "assumed-role") return href("/iam/roles/:name", { name: rest[0] ?? "" });
  if (service === "organizations" && kind === "account") return href("/accounts/:id", { id: name });
  if (service !== "iam") return undefined;
  if (kind === "policy") return href("/iam/policies/:arn", { arn: pasted });
  const pattern = KINDS[kind];
  return pattern === undefined ? undefined : href(pattern, { name });
}
