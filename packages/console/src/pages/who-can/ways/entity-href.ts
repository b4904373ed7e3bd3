import { href } from "../../../app/address.ts";

const PAGES: Readonly<Record<string, string>> = {
  user: "/iam/users/:name",
  role: "/iam/roles/:name",
  group: "/iam/groups/:name",
};

/** The page of a user, group or role of one's own account; others have none here. */
export function entityHref(arn: string | undefined, ownAccountId: string): string | undefined {
  const [, kind, name] = /^arn:[^:]*:iam::\d{12}:(\w+)\/(?:.*\/)?([^/]+)$/.exec(arn ?? "") ?? [];
  const page = PAGES[kind ?? ""];
  if (page === undefined || name === undefined || arn?.split(":")[4] !== ownAccountId) return undefined;
  return href(page, { name });
}
