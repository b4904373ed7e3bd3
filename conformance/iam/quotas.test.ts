import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { GetAccountSummaryCommand, IAMClient } from "@aws-sdk/client-iam";
import { SERVICE_QUOTAS } from "@rolecall/services/quotas";
import { clientConfiguration } from "../installation/clients.ts";
import { startInstallation, type TestInstallation } from "../installation/installation.ts";
import { EACH_WRITER, persist, placeOn, WRITERS } from "../installation/racing-writers.ts";
import { ADMIN, seedWithAdmin } from "../installation/seed.ts";
import { prepareOwners, RACES, raceOf, UNRACED } from "./quota-races.ts";

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

for (const engine of ["sqlite", "postgres"] as const) {
  describe(engine, () => {
    let installation: TestInstallation;
    let iam: IAMClient;
    let drop = async () => {};
    before(async () => {
      const place = await placeOn(engine);
      drop = place.drop;
      installation = await startInstallation(seedWithAdmin(), [...place.args, ...LOWERED]);
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
