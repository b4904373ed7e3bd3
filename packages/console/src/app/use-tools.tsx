import { type ReactNode, Suspense } from "react";
import type { Identity } from "../session/identity.ts";
import { useObservable } from "../session/observable.ts";
import { personOf, useRunningTour } from "../tours/tour-store.ts";
import { TourEngine, TourPanel } from "./later-parts.ts";
import { helpPanel, tourPanel } from "./panels.ts";

interface Tools {
  readonly content: ReactNode;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly labels: typeof HELP_LABELS;
  /** What runs a tour, whether the panel is open or not. */
  readonly engine: ReactNode;
}

/** What the panel at the right shows: the tour that runs, else the page's help. */
export function useTools(identity: Identity): Tools {
  const help = useObservable(helpPanel.content);
  const isHelpOpen = useObservable(helpPanel.isOpen);
  const isTourOpen = useObservable(tourPanel.isOpen);
  const tourId = useRunningTour(personOf(identity));
  if (tourId === undefined)
    return {
      content: help,
      isOpen: isHelpOpen && help !== undefined,
      setOpen: helpPanel.isOpen.write,
      labels: HELP_LABELS,
      engine: null,
    };
  return {
    content: (
      <Suspense fallback={null}>
        <TourPanel identity={identity} tourId={tourId} />
      </Suspense>
    ),
    isOpen: isTourOpen,
    setOpen: tourPanel.isOpen.write,
    labels: TOUR_LABELS,
    engine: (
      <Suspense fallback={null}>
        <TourEngine key={tourId} identity={identity} tourId={tourId} />
      </Suspense>
    ),
  };
}

const HELP_LABELS = { tools: "Help", toolsClose: "Close help", toolsToggle: "Open help" };

const TOUR_LABELS: typeof HELP_LABELS = {
  tools: "Tour",
  toolsClose: "Close the tour's panel",
  toolsToggle: "Open the tour's panel",
};
