import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import { useEffect } from "react";
import { useObservable } from "../session/observable.ts";
import { sessionStore } from "../session/session-store.ts";
import { href } from "./location.ts";
import { type FoundPage, findPage } from "./pages.ts";
import { useIsDrawn } from "./use-is-drawn.ts";

interface BreadcrumbsProps {
  readonly found: FoundPage | undefined;
  readonly path: string;
}

interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** They follow the path; the last is the name of what the page shows. The browser's title says the same, the other way round. */
export function Breadcrumbs({ found, path }: BreadcrumbsProps) {
  const session = useObservable(sessionStore.state);
  const crumbs = crumbsOf(found, path);
  const isDrawn = useIsDrawn();
  const account =
    "identity" in session ? (session.identity.accountAlias ?? session.identity.accountId) : undefined;
  useEffect(() => {
    const names = crumbs
      .slice(1)
      .reverse()
      .map(({ text }) => text);
    document.title = [...(names.length === 0 ? ["Dashboard"] : names), account, "Rolecall"]
      .filter((part) => part !== undefined)
      .join(" · ");
  });
  return (
    isDrawn && (
      <BreadcrumbGroup
        items={[...crumbs]}
        ariaLabel="Where this page stands"
        expandAriaLabel="Show the pages above"
      />
    )
  );
}

function crumbsOf(found: FoundPage | undefined, path: string): readonly Crumb[] {
  const root: Crumb = path.startsWith("/organization")
    ? { text: "Organization", href: href("/organization") }
    : { text: "IAM", href: href("/iam") };
  const parts = path.split("/").slice(1);
  const above = parts.slice(0, -1).flatMap((_part, at) => {
    const parent = `/${parts.slice(0, at + 1).join("/")}`;
    const title = parent === "/iam" ? undefined : findPage(parent)?.page.title;
    return title === undefined ? [] : [{ text: title, href: href(parent) }];
  });
  if (path === "/iam") return [root];
  return [root, ...above, { text: titleOf(found), href: href(path) }];
}

/** A page of one thing is called by it; by the name in it where it is an ARN. */
function titleOf(found: FoundPage | undefined): string {
  if (found === undefined) return "Not found";
  const name = Object.values(found.params).at(-1) ?? "";
  return found.page.title ?? (name.startsWith("arn:") ? (name.split("/").at(-1) ?? name) : name);
}
