import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { StepsList } from "../patterns/change/steps-list.tsx";
import { useSteps } from "../patterns/change/use-steps.ts";
import { Failed } from "../patterns/failed.tsx";
import { Loading } from "../patterns/loading.tsx";
import { ApiError } from "../session/api-error.ts";
import { PLANNED } from "../session/ask-anew.ts";
import type { Identity } from "../session/identity.ts";
import type { TourId } from "./heads.ts";
import { findLeftovers, type Leftover } from "./made/delete-made.ts";
import { nameMade } from "./made/made.ts";
import type { Place } from "./place.ts";
import { personOf, tourStore } from "./tour-store.ts";

interface TourEndProps {
  readonly identity: Identity;
  readonly tourId: TourId;
  readonly place: Place;
  readonly onClose: () => void;
}

/** What the tour had made, and its deletion, each thing by its name. */
export function TourEnd({ identity, tourId, place, onClose }: TourEndProps) {
  const { made } = place;
  if (made.length === 0) return <NothingLeft onClose={onClose} />;
  const elsewhere = made.find(({ accountId }) => accountId !== identity.accountId);
  if (identity.original === undefined && elsewhere === undefined)
    return (
      <FindLeft
        place={place}
        onDone={() => tourStore.keep(personOf(identity), tourId, { ...place, made: [] })}
        onClose={onClose}
      />
    );
  return (
    <Alert type="info" header={`What this tour made: ${made.map(nameMade).join(", ")}`}>
      {identity.original === undefined
        ? `It is in the account ${elsewhere?.accountId}, and this is another one.`
        : `Go back to ${identity.original.name} to delete it.`}
    </Alert>
  );
}

function NothingLeft({ onClose }: { readonly onClose: () => void }) {
  return (
    <section>
      <p>Nothing that this tour made is left.</p>
      <Button onClick={onClose}>Close the tour</Button>
    </section>
  );
}

interface FindLeftProps {
  readonly place: Place;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Looks what is still there: the learner, or somebody else, may have deleted some of it. */
function FindLeft({ place: { made }, onDone, onClose }: FindLeftProps) {
  const { data, error } = useQuery({
    queryKey: [PLANNED, "tour", made],
    queryFn: () => findLeftovers(made),
  });
  if (error instanceof ApiError) return <Failed what="What is left could not be looked for." error={error} />;
  if (data === undefined) return <Loading what="what is left" height={80} />;
  if (data.length === 0) return <NothingLeft onClose={onClose} />;
  return <Deletion left={data} onDone={onDone} onKeep={onClose} />;
}

interface DeletionProps {
  readonly left: readonly Leftover[];
  readonly onDone: () => void;
  readonly onKeep: () => void;
}

function Deletion({ left, onDone, onKeep }: DeletionProps) {
  const running = useSteps();
  const steps = left.flatMap((each) => each.steps);
  const remove = async () => {
    if (await running.run(steps)) onDone();
  };
  return (
    <section aria-labelledby="rc-tour-made">
      <SpaceBetween size="s">
        <h3 id="rc-tour-made">What this tour made</h3>
        <ul>
          {left.map(({ made }) => (
            <li key={nameMade(made)}>{nameMade(made)}</li>
          ))}
        </ul>
        <p>Deleting it takes these steps:</p>
        <StepsList steps={steps} state={running} />
        {running.error !== undefined && (
          <Failed what={`${running.done} of ${steps.length} steps are done.`} error={running.error} />
        )}
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="primary" loading={running.isRunning} onClick={() => void remove()}>
            {running.done > 0 ? "Go on" : "Delete all of it"}
          </Button>
          <Button disabled={running.isRunning} onClick={onKeep}>
            Keep it
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </section>
  );
}
