import assert from "node:assert/strict";
import { test } from "node:test";
import { type BundledWay, bundleWays } from "./bundle-ways.ts";
import { readChain } from "./read-chain.ts";
import { sayLookedAt, sayStates, sayWho } from "./say-answer.ts";
import type { Way } from "./way.ts";
import { stateWords, whoKind, whoName } from "./way-words.ts";

const ACCOUNT = "444455556666";
const user = (name: string) => `arn:aws:iam::${ACCOUNT}:user/${name}`;
const role = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;
const group = (name: string) => `arn:aws:iam::${ACCOUNT}:group/${name}`;
const open = { State: "open", Needs: [] } as const;
const READ = { Action: "s3:GetObject", Resource: "*", ...open };

function way(Principal: string, Through: readonly string[], more: Partial<Way> = {}): Way {
  const roles = Through.filter((name) => name.includes(":role/"));
  const hops = roles.map((Resource) => ({ Action: "sts:AssumeRole", Resource, ...open }));
  const Kind = Principal.includes(":role/") ? "role" : "user";
  return { Principal, Kind, AccountId: ACCOUNT, Through, ...open, Steps: [...hops, READ], ...more };
}

const told = (ways: readonly BundledWay[]) =>
  ways.map((each) => [whoName(each.who), each.through.length, stateWords(each)]);

test("those who have the very same ways are one, and those of one group are told by it", () => {
  const ways = ["ana", "bela", "chiara"].map((name) => way(user(name), [group("Readers")]));
  const [one, ...others] = bundleWays([...ways, way(user("dora"), [])]);
  assert.equal(whoName(one!.who), "ana, bela, chiara");
  assert.equal(whoKind(one!.who, ACCOUNT), "users of group Readers");
  assert.equal(whoKind(one!.who, "111122223333"), "users of group Readers in 4444-5555-6666");
  assert.deepEqual(told(others), [["dora", 0, "Open"]]);
  const many = Array.from({ length: 1_204 }, (_, at) => way(user(`u${at}`), [group("Everyone")]));
  assert.deepEqual(told(bundleWays(many)), [["1,204 users", 1, "Open"]]);
});

test("who has one way more is another: nobody is told a way that is another's", () => {
  const ways = [way(user("ana"), []), way(user("ana"), [role("Reader")]), way(user("bela"), [])];
  assert.deepEqual(told(bundleWays(ways)), [
    ["ana", 0, "Open"],
    ["ana", 1, "Open"],
    ["bela", 0, "Open"],
  ]);
});

test("a role's own way is left out where somebody's goes on by it, and is told where nobody's does", () => {
  const ways = [
    way(role("Inner"), []),
    way(role("Door"), [role("Inner")]),
    way(user("ana"), [role("Door"), role("Inner")]),
    way(role("Alone"), []),
  ];
  assert.deepEqual(told(bundleWays(ways)), [
    ["ana", 2, "Open"],
    ["Alone", 0, "Open"],
  ]);
});

test("open ways come first, then those that need something, then those that are stopped", () => {
  const Needs = ["aws:MultiFactorAuthPresent", "aws:PrincipalTag/team"];
  const stopped = { State: "stopped", StoppedBy: "resource" } as const;
  const trust = { Action: "sts:AssumeRole", Resource: role("Reader"), Needs: [], ...stopped };
  const ways = bundleWays([
    way(user("ana"), [role("Reader")], { ...stopped, Steps: [trust, READ] }),
    way(user("bela"), [], { State: "needs", Needs }),
    way(user("dora"), []),
  ]);
  assert.deepEqual(told(ways), [
    ["dora", 0, "Open"],
    ["bela", 0, "Needs MFA and aws:PrincipalTag/team"],
    ["ana", 1, "Stopped by trust policy"],
  ]);
  assert.equal(sayWho(ways), "2 principals by 2 ways.");
  assert.equal(sayStates(ways), "1 is open at any time, 1 needs something more (◇). 1 way is stopped (✕).");
  assert.equal(sayWho(bundleWays([])), "Nobody.");
});

test("a service that is given a role is a stop of one step, and a right to edit is part of the last one", () => {
  const edit = {
    Action: "iam:PutUserPolicy",
    Resource: user("gero"),
    State: "needs",
    Needs: ["aws:SourceIp"],
  } as const;
  const pass = { Action: "iam:PassRole", Resource: role("Reader"), ...open };
  const [given, could] = bundleWays([
    way(user("hanna"), ["ec2.amazonaws.com", role("Reader")], { Steps: [pass, READ] }),
    way(user("gero"), ["iam:PutUserPolicy"], {
      State: "needs",
      Needs: ["aws:SourceIp"],
      Steps: [edit, READ],
    }),
  ]);
  assert.deepEqual(
    readChain(given!).stops.map(({ kind }) => kind),
    ["service", "role"],
  );
  assert.deepEqual(
    readChain(given!).links.map(({ step }) => step.Action),
    ["iam:PassRole", "iam:PassRole", "s3:GetObject"],
  );
  const [last] = readChain(could!).links;
  assert.deepEqual(
    [last?.by, last?.step.State, last?.step.Needs],
    ["iam:PutUserPolicy", "needs", ["aws:SourceIp"]],
  );
});

test("how far it was looked stands in the answer", () => {
  const all = {
    Roles: 2,
    OfRoles: 2,
    Principals: 5,
    OfPrincipals: 5,
    Accounts: 1,
    UnreadAccountIds: [],
    OmittedWays: 0,
  };
  assert.equal(sayLookedAt(all), "Looked at 2 roles and 3 users of 1 account.");
  assert.equal(
    sayLookedAt({ ...all, Roles: 1, OfRoles: 1_284, Principals: 1_500, OfPrincipals: 1_596, Accounts: 30 }),
    "Looked at 1 of 1,284 roles and 216 of 312 users of 30 accounts.",
  );
});
