import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import type { Identity } from "../../session/identity.ts";
import { useObservable } from "../../session/observable.ts";
import { sessionStore } from "../../session/session-store.ts";
import { notices } from "./notices.ts";

const NoticesDialog = lazy(async () => ({
  default: (await import("./notices-dialog.tsx")).NoticesDialog,
}));

interface Bell {
  /** Of those that were not dismissed. */
  readonly count: number;
  readonly open: () => void;
  readonly dialog: ReactNode;
}

/** How long after signing in the page has for itself. */
const AFTER_MS = 2_000;

/** The bell in the top bar. Who has just signed in is told how much there is; everybody else when they look. */
export function useBell(identity: Identity): Bell {
  const read = useObservable(notices.read);
  const dismissed = useObservable(notices.dismissed);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    notices.forget();
    if (!sessionStore.takeJustSignedIn()) return;
    // What is not told now is told when the bell is pressed, with its error.
    const timer = setTimeout(() => void notices.ask(identity).catch(() => {}), AFTER_MS);
    return () => clearTimeout(timer);
  }, [identity]);
  return {
    count: (read?.notices ?? []).filter(({ id }) => !dismissed.includes(id)).length,
    open: () => setOpen(true),
    dialog: isOpen && (
      <Suspense fallback={null}>
        <NoticesDialog identity={identity} onClose={() => setOpen(false)} />
      </Suspense>
    ),
  };
}
