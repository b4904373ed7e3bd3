import { PROFILE_NAME, type Profile, RESERVED_PROFILES } from "../../installation/credentials-file.ts";
import { Mistake } from "../../mistake.ts";

/** Keys by name, and where they stand. */
export interface Profiles {
  /** For messages. */
  readonly source: string;
  readonly all: readonly Profile[];
}

/** Who is meant: a user by name, whose account may be named too, or a profile; nobody: the first key. */
export interface Wanted {
  readonly user?: string | undefined;
  readonly account?: string | undefined;
  readonly profile?: string | undefined;
}

/** @throws Mistake that tells the profiles there are, where it is none of them, or more than one */
export function findProfile({ source, all }: Profiles, { user, account, profile }: Wanted): Profile {
  if (all.length === 0) throw new Mistake(`${source} holds no profile; start Rolecall there first.`);
  if (user !== undefined && profile !== undefined)
    throw new Mistake("--user and --profile name two: leave one of them out.");
  if (account !== undefined && user === undefined)
    throw new Mistake("--account says which --user is meant, and no user is named.");
  if (user === undefined) {
    const found = all.find((each) => each.name === (profile ?? PROFILE_NAME));
    return found ?? (profile === undefined ? all[0]! : refuse({ source, all }, `profile ${profile}`));
  }
  const [found, other] = firstKeys(all.filter((each) => isOf(each, user, account)));
  if (found === undefined)
    return refuse({ source, all }, `user ${user}${account === undefined ? "" : ` of account ${account}`}`);
  if (other !== undefined)
    throw new Mistake(
      `${user} is in the accounts ${found.accountId} and ${other.accountId}: say which with --account.`,
    );
  return found;
}

/** A profile has the user's name, with the account in front where a name alone was not enough. */
function isOf({ name, accountId }: Profile, user: string, account: string | undefined): boolean {
  if (RESERVED_PROFILES.has(name) || (account !== undefined && account !== accountId)) return false;
  return name === user || (accountId !== undefined && name === `${accountId}-${user}`);
}

/** The first of each account: a user may have two. */
function firstKeys(profiles: readonly Profile[]): readonly Profile[] {
  return [
    ...new Map(profiles.toReversed().map((profile) => [profile.accountId, profile])).values(),
  ].toReversed();
}

function refuse({ source, all }: Profiles, wanted: string): never {
  const known = all.map(({ name, accountId }) => (accountId === undefined ? name : `${name} (${accountId})`));
  throw new Mistake(`${source} holds no key of ${wanted}. It holds: ${known.join(", ")}.`);
}
