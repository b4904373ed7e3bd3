import Button from "@cloudscape-design/components/button";
import HelpPanel from "@cloudscape-design/components/help-panel";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { href } from "../app/address.ts";
import type { Identity } from "../session/identity.ts";
import { CurrentStep } from "./current-step.tsx";
import { TOUR_HEADS, type TourId } from "./heads.ts";
import { END, type Place, stepNumber } from "./place.ts";
import { StepMark } from "./step-mark.tsx";
import { ToldText } from "./told-text.tsx";
import { type Tour, tell } from "./tour.ts";
import { TourEnd } from "./tour-end.tsx";
import { personOf, tourStore } from "./tour-store.ts";
import { TOURS } from "./tours.ts";
import { usePlace } from "./use-place.ts";

interface TourPanelProps {
  readonly identity: Identity;
  readonly tourId: TourId;
}

/** The tour beside the page: its steps, what the one that is next says, and what is to be done for it. */
export function TourPanel({ identity, tourId }: TourPanelProps) {
  const person = personOf(identity);
  const place = usePlace(person, tourId);
  const tour = TOURS[tourId];
  const stop = () => tourStore.stop(person);
  return (
    <div className="rc-tour">
      <HelpPanel
        header={
          <h2 id="rc-tour-title" tabIndex={-1}>
            {TOUR_HEADS[tourId].title}
          </h2>
        }
        footer={
          <SpaceBetween direction="horizontal" size="m">
            <Button variant="inline-link" onClick={stop}>
              Leave the tour
            </Button>
            <Button
              variant="inline-link"
              onClick={() => {
                tourStore.forget(person, tourId);
              }}
            >
              Begin again
            </Button>
            <Link href={href("/learn")}>All tours</Link>
          </SpaceBetween>
        }
      >
        <p className="rc-tour-how">
          {place.step === END
            ? "Done."
            : `Step ${stepNumber(tour, place)} of ${tour.steps.length}. Leaving keeps your place, in this browser.`}
        </p>
        <ol className="rc-tour-steps">
          {tour.steps.map((step, at) => (
            <li key={step.id} {...(step.id === place.step && { "aria-current": "step" as const })}>
              {step.id === place.step ? (
                <CurrentStep key={step.id} {...{ identity, tourId, tour, place, number: at + 1 }} />
              ) : (
                <OtherStep identity={identity} tour={tour} place={place} at={at} />
              )}
            </li>
          ))}
        </ol>
        {place.step === END && <TourEnd identity={identity} tourId={tourId} place={place} onClose={stop} />}
      </HelpPanel>
    </div>
  );
}

interface OtherStepProps {
  readonly identity: Identity;
  readonly tour: Tour;
  readonly place: Place;
  readonly at: number;
}

/** What was learned can be read again; of the step that was done last it stands open, since its end comes while it is read. */
function OtherStep({ identity, tour, place, at }: OtherStepProps) {
  const { id, title, lesson } = tour.steps[at]!;
  const next = (stepNumber(tour, place) ?? tour.steps.length + 1) - 1;
  const words = `${at + 1}. ${title}`;
  if (at > next) return <StepMark state="later">{words}</StepMark>;
  const isByHand = place.byHand.includes(id);
  return (
    <details open={at === next - 1}>
      <summary>
        <StepMark state={isByHand ? "byHand" : "done"}>
          {isByHand ? `${words} (marked by you)` : words}
        </StepMark>
      </summary>
      <p className="rc-tour-lesson">
        <ToldText text={tell(lesson, { identity, notes: place.notes })} />
      </p>
    </details>
  );
}
