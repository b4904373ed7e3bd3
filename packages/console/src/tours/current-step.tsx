import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { Copyable } from "../patterns/copyable.tsx";
import type { Identity } from "../session/identity.ts";
import type { Given } from "./facts.ts";
import type { TourId } from "./heads.ts";
import { markStep, type Place, stepOf } from "./place.ts";
import { showWhere } from "./show-where.ts";
import { StepMark } from "./step-mark.tsx";
import { ToldText } from "./told-text.tsx";
import { type Tour, type TourTask, tell } from "./tour.ts";
import { personOf, tourStore } from "./tour-store.ts";
import { useMissing } from "./use-missing.ts";

interface CurrentStepProps {
  readonly identity: Identity;
  readonly tourId: TourId;
  readonly tour: Tour;
  readonly place: Place;
  readonly number: number;
}

/** The step that is next: what it teaches, what is to be done, and the way there. */
export function CurrentStep({ identity, tourId, tour, place, number }: CurrentStepProps) {
  const step = stepOf(tour, place);
  const given: Given = { identity, notes: place.notes };
  const missing = useMissing(tourId, step, given);
  if (step === undefined) return null;
  const task = step.tasks[place.task];
  const mark = () => tourStore.keep(personOf(identity), tourId, markStep(tour, place));
  return (
    <section className="rc-tour-step" aria-labelledby="rc-tour-step">
      <h3 id="rc-tour-step">
        <span className="rc-tour-number" aria-hidden="true">
          {number}
        </span>
        <span className="sr">{`Step ${number}: `}</span>
        {step.title}
      </h3>
      <p className="rc-tour-lesson">
        <ToldText text={tell(step.lesson, given)} />
      </p>
      <ul className="rc-tour-tasks">
        {step.tasks.map((each, at) => (
          <li key={at}>
            <StepMark state={at < place.task ? "done" : "next"}>
              <ToldText text={tell(each.text, given)} />
            </StepMark>
          </li>
        ))}
      </ul>
      {task?.copy !== undefined && (
        <Copyable text={tell(task.copy, given)} what="text for this step" isCode />
      )}
      {missing !== undefined && (
        <Alert type="warning" header="Not in this installation">
          {missing}
        </Alert>
      )}
      <SpaceBetween direction="horizontal" size="xs">
        {task !== undefined && <ShowWhere key={place.task} task={task} given={given} />}
        {task?.shortcut !== undefined && (
          <Button href={task.shortcut.href(given)}>{task.shortcut.text}</Button>
        )}
        <Button onClick={mark}>Mark as done</Button>
      </SpaceBetween>
    </section>
  );
}

interface ShowWhereProps {
  readonly task: TourTask;
  readonly given: Given;
}

function ShowWhere({ task: { where }, given }: ShowWhereProps) {
  const [isLost, setLost] = useState(false);
  const show = async () => {
    setLost(false);
    const page = where.page === undefined ? undefined : tell(where.page, given);
    setLost(!(await showWhere(tell(where.targets, given), page)));
  };
  return (
    <>
      <Button variant="primary" onClick={() => void show()}>
        Show me where
      </Button>
      {isLost && (
        <p className="rc-tour-lost" role="status">
          It is not on this page now. An open dialog or menu may hide it, or an earlier task was taken back.
        </p>
      )}
    </>
  );
}
