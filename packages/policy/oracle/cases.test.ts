import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readCases } from "./case-file.ts";
import { judgeByEngine } from "./engine-judge.ts";
import { judgeByOracle } from "./judge.ts";

const judges = { engine: judgeByEngine, oracle: judgeByOracle };

describe("what AWS's pages say", () => {
  const cases = readCases(new URL("../cases", import.meta.url).pathname);
  for (const [judge, decide] of Object.entries(judges)) {
    describe(judge, () => {
      for (const documented of cases) {
        it(documented.name, () => {
          const { decision, layer } = decide(documented);
          const { expected } = documented;
          assert.deepEqual(
            { decision, layer: expected.layer === undefined ? undefined : layer },
            expected,
            documented.source,
          );
        });
      }
    });
  }
});
