import type { CreateAccountRequestId } from "@rolecall/names";
import type { Environment } from "@rolecall/operations";
import { type Change, eachPage, type PageRequest, type Store, StoreError } from "@rolecall/store";

interface AccountCreatorOptions {
  readonly store: Store;
  readonly environment: Environment;
  /** Milliseconds since 1970, in whole seconds. */
  readonly now: () => number;
  /** For the person who runs the program. */
  readonly tell: (message: string) => void;
}

/** Does what CreateAccount asked for. */
export interface AccountCreator {
  /** Ends it, once what it is at is done. */
  close(): Promise<void>;
}

const REQUESTS_READ = 100;

/** After a database that is away, and once more after a look that found nothing: a change may be told before it is committed. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Completes the requests of any node, as soon as it hears of one, and at the start those that a node left which died. Several
 * processes may be at the same request: which of them does it, its transaction says.
 */
export function startAccountCreator(options: AccountCreatorOptions): AccountCreator {
  const { store } = options;
  let isWanted = false;
  let isClosed = false;
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const lookLater = () => {
    clearTimeout(timer);
    timer = setTimeout(want, LOOK_AGAIN_MS).unref();
  };
  const run = async () => {
    while (isWanted && !isClosed) {
      isWanted = false;
      const isDone = await completeAll(options).catch((error: unknown) => {
        options.tell(`requests to create accounts were not looked at: ${error}`);
        return false;
      });
      if (!isDone) lookLater();
    }
  };
  function want(): void {
    isWanted = true;
    if (isClosed) return;
    running ??= run().finally(() => {
      running = undefined;
    });
  }
  const unsubscribe = store.subscribe((changes) => {
    if (!isAboutCreation(changes)) return;
    // Not before whoever tells of it has done with it.
    setImmediate(want);
    lookLater();
  });
  want();
  return {
    async close() {
      isClosed = true;
      unsubscribe();
      clearTimeout(timer);
      await running;
    },
  };
}

function isAboutCreation(changes: readonly Change[] | "all"): boolean {
  return changes === "all" || changes.some(({ kind }) => kind === "accountCreation");
}

/** @returns false where the database is away, so that it has to be tried again */
async function completeAll({ store, environment: env, now, tell }: AccountCreatorOptions): Promise<boolean> {
  try {
    const list = (request: PageRequest) => store.read((tx) => tx.accountCreations.inProgress(request));
    for await (const page of eachPage(list, REQUESTS_READ)) {
      for (const { id } of page) await complete({ store, environment: env, now, tell }, id);
    }
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.code !== "conflict") return false;
    throw error;
  }
}

/** What cannot be done for a reason that nobody thought of is FAILED, as on AWS, and told to who runs the program. */
async function complete(
  { store, environment: env, now, tell }: AccountCreatorOptions,
  id: CreateAccountRequestId,
): Promise<void> {
  // Loaded when asked for: a start without requests needs it not.
  const { completeAccountCreation, failAccountCreation } = await import("@rolecall/services/organizations");
  try {
    await store.write((tx) => completeAccountCreation({ tx, env, now: now() }, id));
  } catch (error) {
    if (error instanceof StoreError && error.code !== "conflict") throw error;
    tell(`the account of ${id} was not created: ${error}`);
    await store.write((tx) => failAccountCreation({ tx, now: now() }, id));
  }
}
