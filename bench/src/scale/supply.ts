/** Users whom a process has not heard of yet, in no order that the store would know. */
import { keyOwners } from "./population.ts";
import { placeOfUser, rolesPerAccount, type Size } from "./size.ts";

/** Whose keys are taken away: the first account's first, behind the administrator. */
const FIRST_SUBJECT = 1;
const SUBJECTS = 50;

export const subjects: readonly number[] = Array.from({ length: SUBJECTS }, (_, nth) => FIRST_SUBJECT + nth);

const HOT_USERS = 1_000;

/** Those who have a role of their own in their account, and the others. */
type Kind = "withRole" | "other";

/**
 * A small installation has no more users than it has, so that each process of it is asked for the same ones; a large one goes on where
 * the process before ended.
 */
export class Supply {
  readonly #pools: Readonly<Record<Kind, readonly number[]>>;
  readonly #hot: readonly number[];
  readonly #next = { withRole: 0, other: 0 };
  readonly #given = { withRole: 0, other: 0 };

  constructor(size: Size) {
    const users = shuffle([...keyOwners(size)].filter((user) => user >= FIRST_SUBJECT + SUBJECTS));
    const hasRole = (user: number) => {
      const { account, nth } = placeOfUser(size, user);
      return account > 0 && nth < Math.min(rolesPerAccount(size), size.keysPerAccount / 2);
    };
    this.#hot = users.slice(-HOT_USERS);
    this.#pools = { withRole: users.filter(hasRole), other: users.filter((user) => !hasRole(user)) };
  }

  /** From here on nobody is known. */
  beginProcess(): void {
    this.#given.withRole = this.#given.other = 0;
  }

  /** Always the same; in a small installation all there are. */
  get hot(): readonly number[] {
    return this.#hot;
  }

  /** @throws Error where there are no more whom the process does not know */
  take(kind: Kind, count: number): readonly number[] {
    const pool = this.#pools[kind];
    this.#given[kind] += count;
    if (this.#given[kind] > pool.length) throw new Error(`There are no ${this.#given[kind]} unknown users.`);
    const from = this.#next[kind];
    this.#next[kind] = (from + count) % pool.length;
    return Array.from({ length: count }, (_, index) => pool[(from + index) % pool.length]!);
  }
}

/** Always in the same way. */
function shuffle(numbers: number[]): number[] {
  let seed = 1;
  for (let last = numbers.length - 1; last > 0; last--) {
    seed = (seed * 48_271) % 2_147_483_647;
    const other = seed % (last + 1);
    [numbers[last], numbers[other]] = [numbers[other]!, numbers[last]!];
  }
  return numbers;
}
