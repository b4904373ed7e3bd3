/** A family of IAM's as a list kept by hand, and what runs it beside the operations. */
import assert from "node:assert/strict";
import type { IamOperations } from "@rolecall/contracts";
import { toAccountId } from "@rolecall/names";
import fc from "fast-check";
import type { Harness } from "../../harness.test-support.ts";

/** Does an operation as the root user of an account that has nothing yet. */
export type Ask = <Name extends keyof IamOperations & string>(
  name: Name,
  input: IamOperations[Name]["input"],
) => Promise<IamOperations[Name]["output"]>;

export interface FamilyModel<State, Step> {
  readonly step: fc.Arbitrary<Step>;
  /** Fewer where steps are dear. */
  readonly runs?: number;
  /** What is kept by hand of an account that has nothing yet; makes what steps need. */
  begin(ask: Ask): Promise<State>;
  /** The code of the error that a step is to be refused with; undefined where it is to succeed. */
  foresee(state: State, step: Step): string | undefined;
  perform(ask: Ask, step: Step, state: State): Promise<void>;
  /** Notes what a step that succeeded has changed; `perform` may have noted ids. */
  note(state: State, step: Step): void;
  /** Asserts that lists show what is kept by hand. */
  compare(ask: Ask, state: State): Promise<void>;
}

const RUNS = 60;
const STEPS_MAX = 25;
const FIRST_ACCOUNT = 300_000_000_000;

/** Runs of one installation, each in an account of its own. */
let accounts = 0;

export async function checkAnyOrder<State, Step>(
  h: Harness<IamOperations>,
  model: FamilyModel<State, Step>,
  runsOf: (runs: number) => number,
): Promise<void> {
  const property = fc.asyncProperty(fc.array(model.step, { maxLength: STEPS_MAX }), async (steps) => {
    accounts += 1;
    const root = await h.addAccount(toAccountId(String(FIRST_ACCOUNT + accounts)));
    const ask: Ask = (name, input) => h.ask(root, name, input as never);
    const state = await model.begin(ask);
    for (const step of steps) {
      const expected = model.foresee(state, step);
      const outcome = await model.perform(ask, step, state).then(
        () => undefined,
        (error: { code?: string; message: string }) => error.code ?? error.message,
      );
      assert.equal(outcome, expected, JSON.stringify(step));
      if (outcome === undefined) model.note(state, step);
    }
    await model.compare(ask, state);
  });
  await fc.assert(property, { numRuns: runsOf(model.runs ?? RUNS) });
}
