import { type Embedded, startEmbedded } from "@rolecall/server/embedding";
import { asRolecallError, soonAsRolecallError } from "./as-rolecall-error.ts";
import type { Denial } from "./denial.ts";
import { openClock } from "./open-clock.ts";
import type { Rolecall, RolecallCredentials, RolecallOptions } from "./rolecall.ts";
import { RolecallError } from "./rolecall-error.ts";

/**
 * Starts Rolecall in this process, with everything in memory, on a port of its own. Several at a time keep to themselves.
 * @example
 * await using rolecall = await startRolecall();
 * const { endpoint, region } = rolecall;
 * const iam = new IAMClient({ endpoint, region, credentials: rolecall.credentials("admin") });
 * @throws RolecallError, code `start`, with what is wrong in a sentence; nothing is left behind then
 */
export async function startRolecall(options: RolecallOptions = {}): Promise<Rolecall> {
  const { seed, seedFile, port = 0, startOptions = [], onError } = options;
  refuseUnknown(options);
  const embedded = await soonAsRolecallError("start", () =>
    startEmbedded({ seed, seedFile, port, startOptions, onError }),
  );
  return open(embedded);
}

const OPTIONS: Readonly<Record<keyof RolecallOptions, true>> = {
  seed: true,
  seedFile: true,
  port: true,
  startOptions: true,
  onError: true,
};

/** Who writes JavaScript is told too. */
function refuseUnknown(options: RolecallOptions): void {
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name));
  if (unknown === undefined) return;
  const known = Object.keys(OPTIONS).join(", ");
  throw new RolecallError(
    "start",
    `startRolecall: ${JSON.stringify(unknown)} is not known here; there are ${known}.`,
  );
}

function open(embedded: Embedded): Rolecall {
  const { endpoint, region } = embedded;
  let isClosed = false;
  const whileOpen = <Result>(work: () => Promise<Result>): Promise<Result> =>
    isClosed ? Promise.reject(new RolecallError("closed", "This Rolecall was closed.")) : work();
  const close = () => {
    isClosed = true;
    return embedded.close();
  };
  const credentials = (name: string): RolecallCredentials => {
    const { id, secret } = asRolecallError("credentials", () => embedded.findKey(name));
    return { accessKeyId: id, secretAccessKey: secret };
  };
  return {
    endpoint,
    region,
    clock: openClock(embedded.clock),
    credentials,
    env(name) {
      const { accessKeyId, secretAccessKey } = credentials(name);
      return {
        AWS_ENDPOINT_URL: endpoint,
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_REGION: region,
        AWS_DEFAULT_REGION: region,
      };
    },
    reset: () => whileOpen(embedded.reset),
    audit: () => whileOpen(embedded.audit),
    denials: () =>
      whileOpen(async () =>
        (await embedded.denials()).map(({ at, ...denial }): Denial => ({ ...denial, at: new Date(at) })),
      ),
    close,
    [Symbol.asyncDispose]: close,
  };
}
