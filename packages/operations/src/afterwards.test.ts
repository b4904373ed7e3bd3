import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { rootCaller } from "@rolecall/access";
import { ACCOUNT } from "../../access/src/records.test-support.ts";
import { REQUEST } from "../../access/src/world.test-support.ts";
import { defineOperations } from "./define.ts";
import { anything } from "./on.ts";
import type { Operation } from "./operation.ts";
import { runOperation } from "./run-operation.ts";
import { contractNamed, openWorld, type World } from "./world.test-support.ts";

/** What leaves the installation leaves it once the transaction is committed, and with what was granted in it. */

interface Operations {
  readonly Write: { readonly input: { readonly name: string }; readonly output: string };
}
const iam = defineOperations<Operations>({ service: "iam" });

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const run = (operation: Operation, name: string) =>
  runOperation(world.store, operation, {
    service: "iam",
    contract: contractNamed("Write"),
    input: { name },
    caller: rootCaller(ACCOUNT, "AKIAROOT"),
    now: world.clock(),
    request: REQUEST,
    env: world.env,
    isSigned: false,
  });

const nameOf = async () => (await world.store.read((tx) => tx.accounts.byId(ACCOUNT)))?.name;

test("afterwards what was written is there for others", async () => {
  const seen: (string | undefined)[] = [];
  const operation = iam.write("Write", {
    on: anything,
    prepare: async ({ input }) => input.name.toUpperCase(),
    async perform({ call: { input, tx } }) {
      const account = await tx.accounts.byId(ACCOUNT);
      assert.ok(account);
      await tx.accounts.update({ ...account, name: input.name });
      return "done";
    },
    async afterwards({ prepared }) {
      seen.push(prepared, await nameOf());
    },
  });
  assert.equal(await run(operation, "new"), "done");
  assert.deepEqual(seen, ["NEW", "new"]);
});

test("nothing leaves where the work failed, and what fails afterwards undoes nothing", async () => {
  let left = 0;
  const operation = iam.write("Write", {
    on: anything,
    async perform({ call: { input, tx } }) {
      if (input.name === "bad") throw new Error("refused");
      const account = await tx.accounts.byId(ACCOUNT);
      assert.ok(account);
      await tx.accounts.update({ ...account, name: input.name });
      return "done";
    },
    async afterwards() {
      left += 1;
      throw new Error("not delivered");
    },
  });
  await assert.rejects(run(operation, "bad"), /refused/);
  assert.equal(left, 0);
  await assert.rejects(run(operation, "kept"), /not delivered/);
  assert.equal(await nameOf(), "kept");
});
