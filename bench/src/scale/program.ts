/** One program under test, with those whom it does not know yet. */

import type { Generator } from "../http/generator.ts";
import { call } from "../http/sessions.ts";
import type { Launched } from "../launch.ts";
import { residentMegabytes } from "../process-figures.ts";
import { Connection } from "../revocation/connection.ts";
import type { Loaded } from "./engine.ts";
import { ADMINISTRATOR_USER, credentialsOf } from "./population.ts";
import { GET_CALLER_IDENTITY, GET_USER, listUsers, type Operation, requestsOf, setKey } from "./requests.ts";
import type { Supply } from "./supply.ts";

export class Program {
  readonly listenMs: number;
  /** When it had answered one request. */
  readonly megabytes: number;
  readonly supply: Supply;
  readonly #loaded: Loaded;
  readonly #launched: Launched;
  readonly #generator: Generator;

  private constructor(loaded: Loaded, launched: Launched, { supply, generator }: Surroundings) {
    this.#loaded = loaded;
    this.#launched = launched;
    this.#generator = generator;
    this.supply = supply;
    this.listenMs = launched.tookMs;
    this.megabytes = residentMegabytes(launched.processId);
  }

  static async start(loaded: Loaded, surroundings: Surroundings): Promise<Program> {
    const launched = await loaded.start();
    surroundings.supply.beginProcess();
    const credentials = credentialsOf(ADMINISTRATOR_USER);
    await call(launched.port, GET_CALLER_IDENTITY.form(ADMINISTRATOR_USER, loaded.size), {
      credentials,
      service: "sts",
    });
    return new Program(loaded, launched, surroundings);
  }

  /** One request after the other, by each of these users. @returns µs of each */
  async ask(operation: Operation, users: readonly number[]): Promise<readonly number[]> {
    const { size } = this.#loaded;
    const { port } = this.#launched;
    const requests = requestsOf(operation, users, { size, port });
    const { latenciesMs } = await this.#generator.send({
      port,
      connections: 1,
      requests,
      count: requests.length,
    });
    return Array.from(latenciesMs, (ms) => ms * 1000);
  }

  /** Where the second half of the first account's users begins. */
  async middleOfFirst(): Promise<string> {
    const credentials = credentialsOf(ADMINISTRATOR_USER);
    let marker: string | undefined;
    for (let listed = 0; listed < this.#loaded.size.usersOfFirst / 2; listed += PAGE) {
      const form = listUsers(marker).form(ADMINISTRATOR_USER, this.#loaded.size);
      const answer = await call(this.#launched.port, form, { credentials, service: "iam" });
      marker = /<Marker>([^<]+)</.exec(answer)?.[1];
      if (marker === undefined) throw new Error("The pages end before their middle.");
    }
    return marker!;
  }

  /**
   * Takes a user's key away, and gives it back.
   * @returns µs until that was answered
   * @throws Error where the key still works afterwards
   */
  async revoke(users: readonly number[]): Promise<readonly number[]> {
    const connection = await Connection.open(this.#launched.port);
    const tookUs: number[] = [];
    try {
      for (const user of users) {
        const use = {
          service: GET_USER.service,
          form: GET_USER.form(user, this.#loaded.size),
          credentials: credentialsOf(user),
        };
        await connection.do(use);
        const { sentAtMs, answeredAtMs } = await connection.do(setKey(user, "Inactive"));
        tookUs.push((answeredAtMs - sentAtMs) * 1000);
        const { status, text } = await connection.ask(use);
        if (status !== 403) throw new Error(`A key that was taken away is not refused: ${text}`);
        await connection.do(setKey(user, "Active"));
      }
    } finally {
      connection.close();
    }
    return tookUs;
  }

  end(): Promise<void> {
    return this.#launched.end();
  }
}

/** What ListUsers answers where nobody says how many. */
const PAGE = 100;

export interface Surroundings {
  readonly supply: Supply;
  readonly generator: Generator;
}
