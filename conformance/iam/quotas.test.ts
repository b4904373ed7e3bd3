import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { GetAccountSummaryCommand, IAMClient } from "@aws-sdk/client-iam";
import { SERVICE_QUOTAS } from "@rolecall/services/quotas";
import { createDatabase, stopTestServer } from "../../packages/store/engines/postgres/server.test-support.ts";
import { clientConfiguration } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { EACH_WRITER, prepareOwners, RACES, raceOf, UNRACED, WRITERS } from "./quota-races.ts";

const NAMES = Object.keys(RACES) as readonly (keyof typeof RACES)[];
const DEFAULTS: Readonly<Record<string, number>> = iamDefaults();

function iamDefaults() {
  const quotas = SERVICE_QUOTAS.find(({ service }) => service === "iam");
  assert.ok(quotas);
  return quotas.defaults;
}

test("every quota of IAM has its race, or stands among those that need none", () => {
  const told = [...NAMES, ...UNRACED];
  assert.deepEqual(told.toSorted(), Object.keys(DEFAULTS).toSorted());
});

const LOWERED = NAMES.flatMap((name) => {
  const { limit } = raceOf(name);
  return limit === undefined ? [] : ["--quota", `iam.${name}=${limit}`];
});

/** What a process says that has no room for another request at the moment. */
const TURNED_AWAY: ReadonlySet<string> = new Set(["Throttling", "ServiceUnavailable"]);
const TRIES = 200;

/** Whoever is turned away tries again, as clients do; who has met a quota does not. */
async function persist(send: () => Promise<unknown>): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await send();
    } catch (error) {
      if (!TURNED_AWAY.has((error as Error).name) || attempt === TRIES) throw error;
      await wait(25);
    }
  }
}

for (const engine of ["sqlite", "postgres"] as const) {
  describe(engine, () => {
    let installation: TestInstallation;
    let iam: IAMClient;
    let drop = async () => {};
    before(async () => {
      const where: string[] = [];
      if (engine === "postgres") {
        const database = await createDatabase();
        where.push("--database", database.url);
        drop = async () => {
          await database.drop();
          await stopTestServer();
        };
      }
      installation = await startInstallation(seedWithAdmin(), [...where, ...LOWERED]);
      const requestHandler = { httpAgent: { maxSockets: WRITERS } };
      iam = new IAMClient({ ...clientConfiguration(installation, ADMIN), requestHandler });
      await prepareOwners(iam);
    });
    after(async () => {
      await installation?.stop();
      await drop();
    });

    for (const name of NAMES) {
      test(`${name}: of 64 writers at once as many succeed as there is room for`, async () => {
        const race = raceOf(name);
        const prepared = (await race.prepare?.(iam)) as never;
        const room = (race.limit ?? (DEFAULTS[name] as number)) / (race.size ?? 1) - (await presentFor(name));
        const outcomes = await Promise.allSettled(
          EACH_WRITER.map((number) => persist(() => race.send(number, prepared)(iam))),
        );
        const refused = outcomes.filter((outcome) => outcome.status === "rejected");
        for (const { reason } of refused) assert.equal(reason.name, "LimitExceededException", reason.message);
        assert.equal(WRITERS - refused.length, Math.floor(room));
        assert.ok(refused.length > 0 && room >= 1);
      });
    }

    async function presentFor(name: keyof typeof RACES): Promise<number> {
      const { counted, present = 0 } = raceOf(name);
      if (counted === undefined) return present;
      const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
      return SummaryMap?.[counted] ?? Number.NaN;
    }
  });
}
