/**
 * Who of an organization may call what. IAM is asked first, then this, then what the operation itself asks. Source: Organizations
 * API Reference, "This operation can be called only from …" of each operation.
 */
import type { Requirement } from "@rolecall/access";
import type { Call, On, Permission } from "@rolecall/operations";
import type { OrganizationRecord, ReadTransaction } from "@rolecall/store";
import { refusal } from "../error.ts";
import { type CallerPlace, placeOfCaller } from "./caller-place.ts";
import { type Delegation, delegationOf } from "./delegation.ts";

/**
 * `management`: its account alone. `delegates`: it, and members to which it delegated. `organization`: every account of it.
 * `member`: every account but the management account.
 */
export type Callers = "management" | "delegates" | "organization" | "member";

type ReadCall<Input> = Call<Input, ReadTransaction>;

/** What an operation of an organization is about: as `On`, where the organization is known. */
export interface Subject<Input, Found, Taken> {
  find(call: ReadCall<Input>, place: CallerPlace): Found | Promise<Found>;
  permission(call: ReadCall<Input>, found: Found, place: CallerPlace): Permission;
  also?(call: ReadCall<Input>, found: Found, place: CallerPlace): readonly Requirement[];
  take(found: Found, call: ReadCall<Input>, place: CallerPlace): Taken;
}

/** What an operation works with. */
export interface Work<Taken> {
  readonly organization: OrganizationRecord;
  readonly place: CallerPlace;
  readonly subject: Taken;
}

interface Looked<Found> {
  readonly place: CallerPlace;
  readonly found: Found;
  readonly callers: Callers;
  readonly delegation: Delegation;
}

/**
 * @param callers in a word, or of the input where it depends on what is asked for
 * @example { on: calledBy("delegates", wholeOrganization), perform }
 */
export function calledBy<Input, Found, Taken>(
  callers: Callers | ((call: ReadCall<Input>) => Callers),
  subject: Subject<Input, Found, Taken>,
): On<Input, Looked<Found> | undefined, Work<Taken>> {
  return {
    async find(call) {
      const place = await placeOfCaller(call);
      if (place === undefined) return undefined;
      const found = await subject.find(call, place);
      const who = typeof callers === "string" ? callers : callers(call);
      const asked =
        who === "delegates" && !place.isManagement ? requirementsOf(subject, call, found, place) : [];
      return { place, found, callers: who, delegation: await delegationOf(call, place, asked) };
    },
    permission(call, looked) {
      // What an account asks that has no organization is about nothing that is there.
      if (looked === undefined) return { resource: "*" };
      const { place, found, delegation } = looked;
      return { ...subject.permission(call, found, place), ...delegation.says };
    },
    also(call, looked) {
      if (looked === undefined) return NO_OTHERS;
      const { place, found, delegation } = looked;
      const others = subject.also?.(call, found, place) ?? NO_OTHERS;
      return others.map((other) => ({ ...other, ...delegation.says }));
    },
    take(looked, call) {
      if (looked === undefined) throw refusal("AWSOrganizationsNotInUseException");
      const { place, found } = looked;
      refuseOthers(looked);
      return { organization: place.organization, place, subject: subject.take(found, call, place) };
    },
  };
}

const NO_OTHERS: readonly Requirement[] = [];

function requirementsOf<Input, Found>(
  subject: Subject<Input, Found, unknown>,
  call: ReadCall<Input>,
  found: Found,
  place: CallerPlace,
): readonly Requirement[] {
  const own = { ...subject.permission(call, found, place), action: `organizations:${call.contract.name}` };
  return [own, ...(subject.also?.(call, found, place) ?? NO_OTHERS)];
}

function refuseOthers({ callers, place, delegation }: Looked<unknown>): void {
  if (callers === "organization") return;
  if (callers === "member") {
    if (place.isManagement) throw refusal("MasterCannotLeaveOrganizationException");
    return;
  }
  const isLetIn = place.isManagement || (callers === "delegates" && delegation.isGiven);
  if (!isLetIn) throw refusal("AccessDeniedException");
}
