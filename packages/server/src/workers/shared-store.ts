import { rmSync } from "node:fs";
import { join } from "node:path";
import { formatMasterKey, newKey } from "@rolecall/credentials";
import type { Configuration } from "../configuration.ts";
import { sharedOutbox } from "../outbox/open-outbox.ts";
import type { Lasting } from "../program/lasting.ts";
import { openRunning } from "../program/open-running.ts";
import type { ProgramSurroundings } from "../program/surroundings.ts";
import type { Prepared } from "../seed/prepare-store.ts";
import type { Crew } from "./crew.ts";
import type { WorkerStore } from "./messages.ts";

interface SharedStoreParts {
  readonly configuration: Configuration;
  readonly surroundings: ProgramSurroundings;
  readonly lasting: Lasting;
  /** Where the store is of an installation that is not kept. */
  readonly privateFolder: string | undefined;
}

/** The store that all workers open, seeded by their parent. A reset of one that is not kept makes another. */
export class SharedStore {
  readonly #parts: SharedStoreParts;
  #current: WorkerStore;
  #stores = 0;
  #resetting: Promise<unknown> = Promise.resolve();

  constructor(parts: SharedStoreParts) {
    this.#parts = parts;
    this.#current = this.#next();
  }

  /** What workers that begin now open. */
  get current(): WorkerStore {
    return this.#current;
  }

  /** Opens and seeds it, and closes it again. */
  async prepare(): Promise<Prepared> {
    const { surroundings, lasting, configuration } = this.#parts;
    const { sharedFile } = this.#current;
    const given = { ...configuration, masterKeys: this.#current.configuration.masterKeys };
    const running = await openRunning(given, surroundings, { lasting, sharedFile, isPrepared: false });
    await running.installation.close();
    return running.prepared;
  }

  /** Resolves when every worker answers from a store that was seeded anew. One after the other. */
  reset(crew: Pick<Crew, "reopenAll">): Promise<void> {
    const done = this.#resetting.then(() => this.#reset(crew));
    this.#resetting = done.catch(() => {});
    return done;
  }

  async #reset(crew: Pick<Crew, "reopenAll">): Promise<void> {
    const before = this.#current;
    this.#current = this.#next();
    try {
      await this.prepare();
    } catch (error) {
      this.#current = before;
      throw error;
    }
    await crew.reopenAll(this.#current);
    for (const end of ["", "-wal", "-shm"]) rmSync(`${before.sharedFile}${end}`, { force: true });
    const outbox = sharedOutbox(before.sharedFile);
    if (outbox !== undefined) rmSync(outbox, { recursive: true, force: true });
  }

  /** A store in memory has a master key of its own, which nobody keeps either. */
  #next(): WorkerStore {
    const { configuration, surroundings, privateFolder } = this.#parts;
    // It was judged and applied by then.
    const seeded = { ...configuration, seedFile: undefined };
    if (privateFolder === undefined) return { configuration: seeded, sharedFile: undefined };
    this.#stores += 1;
    const masterKeys = configuration.masterKeys ?? formatMasterKey(newKey(surroundings.random));
    return {
      configuration: { ...seeded, masterKeys },
      sharedFile: join(privateFolder, `rolecall-${this.#stores}.db`),
    };
  }
}
