/** What each program is asked in a round, in this order. */

import { ADMINISTRATOR_USER } from "./population.ts";
import type { Program } from "./program.ts";
import { ASSUME_ROLE, GET_CALLER_IDENTITY, GET_USER, listUsers, type Operation } from "./requests.ts";
import { subjects } from "./supply.ts";

export interface Step {
  readonly name: string;
  /** What the large installation may take, as a multiple of the small one. */
  readonly bar?: number;
  /** @returns µs of each request; none, where it only makes ready */
  readonly run: (program: Program) => Promise<readonly number[]>;
}

const UNKNOWN_BAR = 1.3;
const COLD_BAR = 4;
/** The first requests after the database has forgotten everything. */
const COLD_REQUESTS = 200;

const UNKNOWN = { [GET_CALLER_IDENTITY.name]: 200, [GET_USER.name]: 300, [ASSUME_ROLE.name]: 200 };
const HOT_REQUESTS = 2_000;
const PAGES = 100;
const OPERATIONS = [GET_CALLER_IDENTITY, GET_USER, ASSUME_ROLE];

const administrator = (count: number): readonly number[] =>
  Array.from({ length: count }, () => ADMINISTRATOR_USER);

/** So that what is timed is compiled: by one who is known, and by some who are not. */
const warmUp: Step = {
  name: "",
  async run(program) {
    for (const operation of OPERATIONS) await program.ask(operation, administrator(400));
    await program.ask(GET_USER, program.supply.take("other", 100));
    return [];
  },
};

const takeUnknown = (program: Program, { name }: Operation, count: number) =>
  program.supply.take(name === ASSUME_ROLE.name ? "withRole" : "other", count);

const unknown = OPERATIONS.map(
  (operation): Step => ({
    name: `${operation.name}, unknown keys`,
    bar: UNKNOWN_BAR,
    run: (program) => program.ask(operation, takeUnknown(program, operation, UNKNOWN[operation.name]!)),
  }),
);

const hot = OPERATIONS.map(
  (operation): Step => ({
    name: `${operation.name}, a hot thousand`,
    async run(program) {
      const users = program.supply.hot;
      await program.ask(operation, users);
      return program.ask(
        operation,
        Array.from({ length: HOT_REQUESTS }, (_, index) => users[index % users.length]!),
      );
    },
  }),
);

const pages: readonly Step[] = [
  { name: "ListUsers, the first page", run: (program) => program.ask(listUsers(), administrator(PAGES)) },
  {
    name: "ListUsers, a page in the middle",
    async run(program) {
      return program.ask(listUsers(await program.middleOfFirst()), administrator(PAGES));
    },
  },
];

const revocation: Step = {
  name: "UpdateAccessKey, then refused",
  run: (program) => program.revoke(subjects),
};

export const STEPS: readonly Step[] = [warmUp, ...unknown, ...hot, ...pages, revocation];

/** Each in a process of its own, on a database that has forgotten everything. */
export const COLD_STEPS: readonly Step[] = [GET_USER, ASSUME_ROLE].map((operation) => ({
  name: `${operation.name}, the first ${COLD_REQUESTS} unknown keys after a cold start of the database`,
  bar: COLD_BAR,
  run: (program) => program.ask(operation, takeUnknown(program, operation, COLD_REQUESTS)),
}));
