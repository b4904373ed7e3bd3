import type { Configuration } from "../configuration.ts";
import { readInitScripts } from "../init/init-scripts.ts";
import { runInitScripts } from "../init/run-init-scripts.ts";
import { readProfiles } from "../installation/credentials-file.ts";
import { Mistake } from "../mistake.ts";
import type { Program } from "../program.ts";
import { programEnvironment } from "./client/program-environment.ts";
import type { CommandIo } from "./command.ts";

type Listening = Pick<Program, "endpoint" | "prepared">;

/**
 * What `--init` has run once the server answers; undefined where nothing is. Each script has the endpoint and the first key: the administrator's
 * where there is no seed.
 * @throws Mistake that names what cannot be run, before anything is started
 */
export function planInit(
  { init, dataFolder }: Configuration,
  io: CommandIo,
): ((listening: Listening) => Promise<void>) | undefined {
  if (init === undefined) return undefined;
  const { folder, timeoutSeconds } = init;
  const scripts = readInitScripts(folder);
  return async ({ endpoint, prepared: { firstStart } }) => {
    const profiles = firstStart?.profiles ?? (dataFolder === undefined ? [] : readProfiles(dataFolder));
    const key = profiles[0]?.key;
    if (key === undefined)
      throw new Mistake(
        `--init ${folder}: no access key is known that scripts could have; the seed gives none.`,
      );
    await runInitScripts({
      scripts,
      timeoutSeconds,
      environment: {
        ...programEnvironment(io.environment, { endpoint, key }),
        // Scripts run at every start, and some of what they do is to be done once.
        ROLECALL_FIRST_START: String(firstStart !== undefined),
      },
      tell: (line) => io.stderr.write(`${line}\n`),
    });
  };
}
