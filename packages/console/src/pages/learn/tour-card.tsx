import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { Identity } from "../../session/identity.ts";
import { focusTour } from "../../tours/focus-tour.ts";
import { TOUR_HEADS, type TourId } from "../../tours/heads.ts";
import { END, findPlace, stepNumber } from "../../tours/place.ts";
import { personOf, tourStore, usePersonTours } from "../../tours/tour-store.ts";
import { TOURS } from "../../tours/tours.ts";
import { SeedOfTour } from "./seed-of-tour.tsx";

interface TourCardProps {
  readonly tourId: TourId;
  readonly identity: Identity;
}

/** One tour: what it teaches, how far one is, and how it is begun. */
export function TourCard({ tourId, identity }: TourCardProps) {
  const person = personOf(identity);
  const { running, places } = usePersonTours(person);
  const tour = TOURS[tourId];
  const { title, minutes } = TOUR_HEADS[tourId];
  const place = findPlace(tour, places[tourId]);
  const number = place && stepNumber(tour, place);
  const isDone = place?.step === END;
  const open = () => {
    tourStore.run(person, tourId);
    void focusTour();
  };
  const beginAgain = () => {
    tourStore.forget(person, tourId);
    open();
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={tour.about}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {place !== undefined && <Button onClick={beginAgain}>{named("Begin again", title)}</Button>}
              {isDone && place.made.length > 0 && (
                <Button onClick={open}>{named("Delete what it made", title)}</Button>
              )}
              {!isDone && (
                <Button variant="primary" onClick={open} disabled={running === tourId}>
                  {named(place === undefined ? "Begin" : "Go on", title)}
                </Button>
              )}
            </SpaceBetween>
          }
        >
          {`${title} (${minutes} minutes)`}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {isDone ? (
          <StatusIndicator>Done</StatusIndicator>
        ) : number === undefined ? (
          <StatusIndicator type="pending">Not begun</StatusIndicator>
        ) : (
          <StatusIndicator type="in-progress">{`At step ${number} of ${tour.steps.length}`}</StatusIndicator>
        )}
        <ExpandableSection headerText="Steps" variant="footer">
          <ol>
            {tour.steps.map((step) => (
              <li key={step.id}>{step.title}</li>
            ))}
          </ol>
        </ExpandableSection>
        <SeedOfTour seed={tour.seed} title={title} />
      </SpaceBetween>
    </Container>
  );
}

/** A button's words, and for who hears them alone the tour that is meant. */
function named(words: string, title: string) {
  return (
    <>
      {words}
      <span className="sr">{` ${title}`}</span>
    </>
  );
}
