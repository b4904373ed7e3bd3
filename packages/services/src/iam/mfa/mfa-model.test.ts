import assert from "node:assert/strict";
import { test } from "node:test";
import type { IamOperations } from "@rolecall/contracts";
import fc from "fast-check";
import { dropDatabaseAfterwards, ENGINES, openStore, runsOn } from "../../engines.test-support.ts";
import { createHarness, type Harness } from "../../harness.test-support.ts";
import { iamService } from "../index.ts";
import { createPhone, type Phone, pairOf } from "./mfa.test-support.ts";

dropDatabaseAfterwards();

/** Devices are made, enabled, deactivated, deleted and tagged in any order: the answers are those of a list kept by hand. */

const USERS = ["Ann", "Bob"] as const;
const NAMES = ["a", "b", "c", "d"] as const;
const LIMIT = 2;

type User = (typeof USERS)[number];
type Name = (typeof NAMES)[number];

type Action =
  | { readonly does: "create" | "delete"; readonly name: Name }
  | { readonly does: "enable" | "deactivate" | "resync"; readonly name: Name; readonly user: User }
  | { readonly does: "tag" | "untag"; readonly name: Name; readonly key: string };

const name = fc.constantFrom(...NAMES);
const user = fc.constantFrom(...USERS);
const key = fc.constantFrom("x", "X", "y");
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ does: fc.constantFrom("create", "delete"), name }),
  fc.record({ does: fc.constantFrom("enable", "deactivate", "resync"), name, user }),
  fc.record({ does: fc.constantFrom("tag", "untag"), name, key }),
);

interface Kept {
  phone: Phone;
  owner: User | undefined;
  tags: Set<string>;
}

const serialOf = (name: string) => `arn:aws:iam::111111111111:mfa/${name}`;

/** What is to come of an action: a code of an error, or nothing. */
function foresee(devices: ReadonlyMap<Name, Kept>, action: Action): string | undefined {
  const device = devices.get(action.name);
  if (action.does === "create") return device && "EntityAlreadyExists";
  if (device === undefined) return "NoSuchEntity";
  switch (action.does) {
    case "delete":
      return device.owner && "DeleteConflict";
    case "enable":
      if (device.owner !== undefined) return "EntityAlreadyExists";
      return countOf(devices, action.user) >= LIMIT ? "LimitExceeded" : undefined;
    case "deactivate":
    case "resync":
      return device.owner === action.user ? undefined : "NoSuchEntity";
    default:
      return undefined;
  }
}

const countOf = (devices: ReadonlyMap<Name, Kept>, user: User) =>
  [...devices.values()].filter(({ owner }) => owner === user).length;

/** Does it, by the operation. */
async function perform(h: Harness<IamOperations>, devices: Map<Name, Kept>, action: Action): Promise<void> {
  const { root } = h;
  const SerialNumber = serialOf(action.name);
  const phone = devices.get(action.name)?.phone;
  // Codes are not taken twice: each action has its own minute.
  h.advance(60_000);
  const none = { SerialNumber, AuthenticationCode1: "000000", AuthenticationCode2: "000000" };
  const codes = phone === undefined ? none : pairOf(h, phone);
  switch (action.does) {
    case "create":
      devices.set(action.name, {
        phone: await createPhone(h, action.name),
        owner: undefined,
        tags: new Set(),
      });
      return;
    case "delete":
      await h.ask(root, "DeleteVirtualMFADevice", { SerialNumber });
      devices.delete(action.name);
      return;
    case "enable":
      await h.ask(root, "EnableMFADevice", { UserName: action.user, ...codes });
      devices.get(action.name)!.owner = action.user;
      return;
    case "resync":
      await h.ask(root, "ResyncMFADevice", { UserName: action.user, ...codes });
      return;
    case "deactivate":
      await h.ask(root, "DeactivateMFADevice", { UserName: action.user, SerialNumber });
      devices.get(action.name)!.owner = undefined;
      return;
    case "tag":
      await h.ask(root, "TagMFADevice", { SerialNumber, Tags: [{ Key: action.key, Value: "" }] });
      devices.get(action.name)!.tags.add(action.key);
      return;
    case "untag":
      await h.ask(root, "UntagMFADevice", { SerialNumber, TagKeys: [action.key] });
      devices.get(action.name)!.tags.delete(action.key);
      return;
  }
}

/** Every list tells the same as what was kept by hand. */
async function compare(h: Harness<IamOperations>, devices: ReadonlyMap<Name, Kept>): Promise<void> {
  const { VirtualMFADevices } = await h.ask(h.root, "ListVirtualMFADevices", {});
  const shown = VirtualMFADevices.map(({ SerialNumber, User }) => [SerialNumber, User?.UserName]);
  const kept = [...devices].map(([name, { owner }]) => [serialOf(name), owner]);
  assert.deepEqual(shown, kept.toSorted());
  for (const UserName of USERS) {
    const { MFADevices } = await h.ask(h.root, "ListMFADevices", { UserName });
    assert.equal(MFADevices.length, countOf(devices, UserName));
  }
  for (const [name, { tags }] of devices) {
    const { Tags } = await h.ask(h.root, "ListMFADeviceTags", { SerialNumber: serialOf(name) });
    assert.deepEqual(
      Tags.map(({ Key }) => Key),
      [...tags].toSorted(),
    );
  }
  const { SummaryMap = {} } = await h.ask(h.root, "GetAccountSummary", {});
  assert.equal(SummaryMap.MFADevices, devices.size);
  assert.equal(SummaryMap.MFADevicesInUse, [...devices.values()].filter(({ owner }) => owner).length);
}

for (const engine of ENGINES) {
  test(`any order of operations leads to what a list kept by hand says, on ${engine}`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const store = await openStore(engine);
        const h = await createHarness<IamOperations>(iamService, { MFADevicesPerUser: LIMIT }, store);
        try {
          for (const UserName of USERS) await h.ask(h.root, "CreateUser", { UserName });
          const devices = new Map<Name, Kept>();
          for (const each of actions) {
            const expected = foresee(devices, each);
            const outcome = await perform(h, devices, each).then(
              () => undefined,
              (error: { code?: string }) => error.code ?? "no code",
            );
            assert.equal(outcome, expected, JSON.stringify(each));
          }
          await compare(h, devices);
        } finally {
          await h.close();
        }
      }),
      { numRuns: runsOn(engine, 60) },
    );
  });
}
