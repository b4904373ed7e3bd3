import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useObservable } from "../session/observable.ts";
import { sessionStore } from "../session/session-store.ts";
import { resumeSession } from "../session/sessions.ts";
import { Frame } from "./frame.tsx";
import { href, usePath } from "./location.ts";
import { navigateUnasked } from "./navigate.ts";
import { NotFound } from "./not-found.tsx";
import { usePage } from "./page-loader.ts";
import { PageMissing } from "./page-missing.tsx";
import { findPage } from "./pages.ts";

/** The page of the address, in its frame, once it is known who is signed in. */
export function Application() {
  const path = usePath();
  const session = useObservable(sessionStore.state);
  const found = findPage(path);
  const queries = useQueryClient();
  const isBare = found?.page.frame === "bare";
  useEffect(() => {
    if (session.is === "unknown" && !isBare) resumeSession().catch(() => {});
    if (session.is !== "signed-out" || isBare) return;
    // The next one to sign in here sees nothing of it.
    queries.clear();
    askToSignIn();
  }, [session.is, isBare, queries]);
  useEffect(() => {
    if (path === "/") navigateUnasked(href("/iam"), { replace: true });
  }, [path]);

  const loaded = usePage(found?.page);
  const Page = found === undefined ? NotFound : loaded?.is === "here" ? loaded.Page : undefined;
  const page =
    loaded?.is === "missing" ? <PageMissing /> : Page && <Page key={path} params={found?.params ?? {}} />;
  if (isBare) return page;
  if (session.is === "unknown" || session.is === "signed-out") return null;
  return (
    <Frame
      identity={session.identity}
      endedAt={session.is === "ended" ? session.endedAt : undefined}
      found={found}
      path={path}
    >
      {page}
    </Frame>
  );
}

/** Where somebody came from is gone back to after signing in. */
function askToSignIn(): void {
  const from = `${location.pathname}${location.search}${location.hash}`;
  navigateUnasked(`${href("/signin")}?redirect=${encodeURIComponent(from)}`, { replace: true });
}
