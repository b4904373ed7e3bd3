import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useQuery } from "@tanstack/react-query";
import { StepsList } from "../patterns/change/steps-list.tsx";
import { PLANNED, useSteps } from "../patterns/change/use-steps.ts";
import { Failed } from "../patterns/failed.tsx";
import { ApiError } from "../session/api-error.ts";
import type { Identity } from "../session/identity.ts";
import type { TourId } from "./heads.ts";
import { planDeletion } from "./made/delete-made.ts";
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
  const elsewhere = made.find(({ accountId }) => accountId !== identity.accountId);
  if (made.length === 0)
    return (
      <section>
        <p>This tour left nothing behind.</p>
        <Button onClick={onClose}>Close the tour</Button>
      </section>
    );
  return (
    <section aria-labelledby="rc-tour-made">
      <h3 id="rc-tour-made">What this tour made</h3>
      <ul>
        {made.map((each) => (
          <li key={nameMade(each)}>{nameMade(each)}</li>
        ))}
      </ul>
      {identity.original !== undefined || elsewhere !== undefined ? (
        <Alert type="info">
          {`It is in the account ${elsewhere?.accountId ?? identity.accountId}, made by ${identity.original?.name ?? "somebody else"}. Go back to who you were to delete it.`}
        </Alert>
      ) : (
        <Deletion
          place={place}
          onDone={() => tourStore.keep(personOf(identity), tourId, { ...place, made: [] })}
          onKeep={onClose}
        />
      )}
    </section>
  );
}

interface DeletionProps {
  readonly place: Place;
  readonly onDone: () => void;
  readonly onKeep: () => void;
}

function Deletion({ place: { made }, onDone, onKeep }: DeletionProps) {
  const plan = useQuery({ queryKey: [PLANNED, "tour", made], queryFn: () => planDeletion(made) });
  const running = useSteps();
  const steps = plan.data ?? [];
  const remove = async () => {
    if (await running.run(steps)) onDone();
  };
  if (plan.error instanceof ApiError)
    return <Failed what="What is left of it could not be looked for." error={plan.error} />;
  if (plan.data?.length === 0) return <Gone onDone={onDone} />;
  return (
    <SpaceBetween size="s">
      <StepsList steps={steps} state={running} />
      {running.error !== undefined && (
        <Failed
          what={`${running.done} of ${steps.length} done. The rest is still there.`}
          error={running.error}
        />
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="primary" loading={running.isRunning || plan.isPending} onClick={() => void remove()}>
          {running.done > 0 ? "Go on" : "Delete all of it"}
        </Button>
        <Button disabled={running.isRunning} onClick={onKeep}>
          Keep it
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}

/** Somebody deleted all of it already. */
function Gone({ onDone }: { readonly onDone: () => void }) {
  return (
    <>
      <p>All of it is gone already.</p>
      <Button onClick={onDone}>Good</Button>
    </>
  );
}
