import { Mistake } from "./mistake.ts";

/** What SDKs take for a region: a label of a host name. */
const REGION_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Of one command line. AWS has a few dozen. */
const REGIONS_MAX = 200;

/**
 * `--regions eu-west-1,eu-central-1`. The home region is always one more.
 * @returns undefined where all of the partition's are meant
 * @throws Mistake that names what is no region.
 */
export function readRegions(list: string | undefined): readonly string[] | undefined {
  if (list === undefined) return undefined;
  const names = list.split(",").map((name) => name.trim());
  const wrong = names.find((name) => !REGION_NAME.test(name));
  if (wrong !== undefined) {
    throw new Mistake(
      `--regions: "${wrong}" is not the name of a region. Write them like eu-west-1,eu-central-1.`,
    );
  }
  const regions = [...new Set(names)];
  if (regions.length > REGIONS_MAX) {
    throw new Mistake(`--regions: ${regions.length} regions are more than ${REGIONS_MAX}.`);
  }
  return regions;
}
