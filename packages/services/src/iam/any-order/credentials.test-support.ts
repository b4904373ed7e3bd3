import assert from "node:assert/strict";
import fc from "fast-check";
import type { FamilyModel } from "./family-model.test-support.ts";

const USERS = ["u", "v"] as const;
type User = (typeof USERS)[number];
const user = fc.constantFrom(...USERS);

interface Key {
  readonly user: User;
  status: string;
}

const KEYS_MAX = 2;
const keyStep = fc.record({
  does: fc.constantFrom("create", "create", "activate", "deactivate", "delete"),
  user,
  pick: fc.nat(8),
});
type KeyStep = typeof keyStep extends fc.Arbitrary<infer Value> ? Value : never;

interface Keys {
  /** By their ids, in the order of their making. */
  readonly all: Map<string, Key>;
  /** What the answer to the step before was. */
  made: string;
}

/** Which key a step is about. */
function picked({ all }: Keys, { pick }: KeyStep): string {
  return [...all.keys()][pick % Math.max(1, all.size)] ?? "AKIAAAAAAAAAAAAAAAAA";
}

export const accessKeys: FamilyModel<Keys, KeyStep> = {
  step: keyStep,
  async begin(ask) {
    for (const UserName of USERS) await ask("CreateUser", { UserName });
    return { all: new Map(), made: "" };
  },
  foresee(keys, each) {
    const own = [...keys.all.values()].filter((key) => key.user === each.user);
    if (each.does === "create") return own.length >= KEYS_MAX ? "LimitExceeded" : undefined;
    return keys.all.get(picked(keys, each))?.user === each.user ? undefined : "NoSuchEntity";
  },
  async perform(ask, each, keys) {
    const UserName = each.user;
    const AccessKeyId = picked(keys, each);
    if (each.does === "create")
      keys.made = (await ask("CreateAccessKey", { UserName })).AccessKey.AccessKeyId;
    else if (each.does === "delete") await ask("DeleteAccessKey", { UserName, AccessKeyId });
    else {
      const Status = each.does === "activate" ? "Active" : "Inactive";
      await ask("UpdateAccessKey", { UserName, AccessKeyId, Status });
    }
  },
  note(keys, each) {
    const id = picked(keys, each);
    if (each.does === "create") keys.all.set(keys.made, { user: each.user, status: "Active" });
    else if (each.does === "delete") keys.all.delete(id);
    else keys.all.get(id)!.status = each.does === "activate" ? "Active" : "Inactive";
  },
  async compare(ask, { all }) {
    for (const UserName of USERS) {
      const { AccessKeyMetadata } = await ask("ListAccessKeys", { UserName });
      assert.deepEqual(
        AccessKeyMetadata.map((key) => [key.AccessKeyId, key.Status]).toSorted(),
        [...all]
          .filter(([, key]) => key.user === UserName)
          .map(([id, { status }]) => [id, status])
          .toSorted(),
      );
    }
  },
};

const loginStep = fc.record({
  does: fc.constantFrom("create" as const, "update" as const, "delete" as const),
  user,
  mustReset: fc.boolean(),
});
type LoginStep = typeof loginStep extends fc.Arbitrary<infer Value> ? Value : never;

/** Who has a password, and whether it has to be changed. */
export const loginProfiles: FamilyModel<Map<User, boolean>, LoginStep> = {
  step: loginStep,
  // A password is hashed at a price.
  runs: 6,
  async begin(ask) {
    for (const UserName of USERS) await ask("CreateUser", { UserName });
    return new Map();
  },
  foresee(kept, { does, user: name }) {
    if (does === "create") return kept.has(name) ? "EntityAlreadyExists" : undefined;
    return kept.has(name) ? undefined : "NoSuchEntity";
  },
  async perform(ask, { does, user: UserName, mustReset: PasswordResetRequired }) {
    if (does === "delete") await ask("DeleteLoginProfile", { UserName });
    else if (does === "update") await ask("UpdateLoginProfile", { UserName, PasswordResetRequired });
    else await ask("CreateLoginProfile", { UserName, PasswordResetRequired, Password: "correct-Horse-7" });
  },
  note(kept, { does, user: name, mustReset }) {
    if (does === "delete") kept.delete(name);
    else kept.set(name, mustReset);
  },
  async compare(ask, kept) {
    for (const UserName of USERS) {
      const call = ask("GetLoginProfile", { UserName });
      if (kept.has(UserName))
        assert.equal((await call).LoginProfile.PasswordResetRequired, kept.get(UserName));
      else await assert.rejects(call, { code: "NoSuchEntity" });
    }
  },
};

const switchStep = fc.constantFrom("enable", "disable");

/** Whether the account issues tokens; keys of its issuer are made and go with it. */
export const outboundFederation: FamilyModel<{ isEnabled: boolean }, string> = {
  step: switchStep,
  // Keys are made at a price.
  runs: 6,
  begin: async () => ({ isEnabled: false }),
  foresee({ isEnabled }, does) {
    if (does === "enable") return isEnabled ? "FeatureEnabled" : undefined;
    return isEnabled ? undefined : "FeatureDisabled";
  },
  async perform(ask, does) {
    if (does === "enable") await ask("EnableOutboundWebIdentityFederation", {});
    else await ask("DisableOutboundWebIdentityFederation", {});
  },
  note(state, does) {
    state.isEnabled = does === "enable";
  },
  async compare(ask, { isEnabled }) {
    const call = ask("GetOutboundWebIdentityFederationInfo", {});
    if (isEnabled) assert.equal((await call).JwtVendingEnabled, true);
    else await assert.rejects(call, { code: "FeatureDisabled" });
  },
};
