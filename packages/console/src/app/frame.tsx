import AppLayoutToolbar from "@cloudscape-design/components/app-layout-toolbar";
import type { ReactNode } from "react";
import { Suspense, useCallback, useState } from "react";
import type { Identity } from "../session/identity.ts";
import { useObservable } from "../session/observable.ts";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { EndingSoon } from "./ending-soon.tsx";
import { flashes } from "./flashes.ts";
import { useKeys } from "./keys.ts";
import { KeysDialog, Notices, SessionOver } from "./later-parts.ts";
import { Navigation } from "./navigation.tsx";
import { OfflineBar } from "./offline-bar.tsx";
import type { FoundPage } from "./pages.ts";
import { splitPanel } from "./panels.ts";
import { TopBar } from "./top-bar.tsx";
import { useHeadingFocus } from "./use-heading-focus.ts";
import { useIsDrawn } from "./use-is-drawn.ts";
import { useTools } from "./use-tools.tsx";
import { WhoYouAre } from "./who-you-are.tsx";

interface FrameProps {
  readonly identity: Identity;
  /** When the session was found to be over; undefined while it is not. */
  readonly endedAt: number | undefined;
  readonly found: FoundPage | undefined;
  readonly path: string;
  readonly children: ReactNode;
}

/** What every page after sign-in stands in. */
export function Frame({ identity, endedAt, found, path, children }: FrameProps) {
  const items = useObservable(flashes.items);
  const tools = useTools(identity);
  const split = useObservable(splitPanel.content);
  const [isNavigationOpen, setNavigationOpen] = useState(() => matchMedia("(min-width: 689px)").matches);
  const [areKeysShown, setKeysShown] = useState(false);
  const isDrawn = useIsDrawn();
  useHeadingFocus(path);
  useKeys({ showKeys: useCallback(() => setKeysShown(true), []) });
  return (
    <>
      <a className="rc-skip" href="#content">
        Skip to content
      </a>
      <header id="rc-top" className="rc-top">
        <OfflineBar />
        {isDrawn ? <TopBar identity={identity} /> : <div className="rc-bar awsui-context-top-navigation" />}
        <WhoYouAre identity={identity} />
      </header>
      <AppLayoutToolbar
        headerSelector="#rc-top"
        ariaLabels={{ ...LABELS, ...tools.labels }}
        breadcrumbs={<Breadcrumbs found={found} path={path} />}
        navigation={isDrawn && <Navigation path={path} />}
        navigationOpen={isNavigationOpen}
        onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
        notifications={
          items.length > 0 && (
            <Suspense>
              <Notices items={items} />
            </Suspense>
          )
        }
        toolsHide={tools.content === undefined}
        tools={tools.content}
        toolsOpen={tools.isOpen}
        onToolsChange={({ detail }) => tools.setOpen(detail.open)}
        {...(split !== undefined && { splitPanel: split })}
        // Said from the first: what is not said then, the layout keeps for itself.
        splitPanelOpen={split !== undefined}
        // Below where there is no room beside.
        splitPanelPreferences={SIDE}
        onSplitPanelToggle={({ detail }) => {
          if (!detail.open) splitPanel.content.write(undefined);
        }}
        content={
          <div id="content" tabIndex={-1}>
            {children}
          </div>
        }
      />
      {tools.engine}
      <EndingSoon identity={identity} />
      <Suspense>
        {areKeysShown && <KeysDialog onClose={() => setKeysShown(false)} />}
        {endedAt !== undefined && <SessionOver identity={identity} endedAt={endedAt} />}
      </Suspense>
    </>
  );
}

const SIDE = { position: "side" } as const;

const LABELS = {
  navigation: "Pages",
  navigationClose: "Close the list of pages",
  navigationToggle: "Open the list of pages",
  notifications: "Notices",
};
