import SpaceBetween from "@cloudscape-design/components/space-between";
import { PageContent } from "../../patterns/page-content.tsx";
import { useMyself } from "../../patterns/use-myself.ts";
import { TOUR_HEADS, type TourId } from "../../tours/heads.ts";
import { TourCard } from "./tour-card.tsx";
import "./learn.css";

const IDS = Object.keys(TOUR_HEADS) as readonly TourId[];

/** The tours, each with where one is in it, and what it wants. */
export function LearnPage() {
  const identity = useMyself();
  return (
    <PageContent
      title="Learn"
      description="Tours stand beside the page while you do real things in a real account. Each step notices by itself that it is done, and at the end the tour deletes what it made, if you want."
    >
      <SpaceBetween size="l">
        {identity !== undefined && IDS.map((id) => <TourCard key={id} tourId={id} identity={identity} />)}
      </SpaceBetween>
    </PageContent>
  );
}
