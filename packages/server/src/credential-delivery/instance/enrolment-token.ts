import { CredentialsRefused, type JsonObject, type RolecallEndpoint } from "@rolecall/metadata";
import { readProfiles } from "../../installation/credentials-file.ts";
import { homeRegion } from "../../installation/regions.ts";
import { Mistake } from "../../mistake.ts";
import { callSigned, type SignedEndpoint } from "./call-signed.ts";

interface Wanted {
  /** An id, or a name. */
  readonly instance: string;
  readonly dataFolder: string;
  /** Undefined: each of the folder's profiles is tried. */
  readonly profile: string | undefined;
  readonly region: string | undefined;
}

/** So many users' keys are tried. */
const MOST_PROFILES = 20;

/**
 * Asks for leave to enrol as an instance, as a user whose key stands in the data folder: whoever has the folder runs the installation.
 * @throws Mistake where none of them knows the instance, or may let it enrol
 */
export async function askEnrolmentToken(endpoint: RolecallEndpoint, wanted: Wanted): Promise<string> {
  const { instance, dataFolder, profile, region = homeRegion() } = wanted;
  const profiles = readProfiles(dataFolder).filter(({ name }) => profile === undefined || name === profile);
  const keys = new Map(profiles.map(({ key }) => [key.id, key]));
  if (keys.size === 0)
    throw new Mistake(
      `${dataFolder} holds no credentials${profile ? ` of ${profile}` : ""}. Use --enrol TOKEN.`,
    );
  let refusal: string | undefined;
  let wasListed = false;
  for (const { id, secret } of [...keys.values()].slice(0, MOST_PROFILES)) {
    const signed = { ...endpoint, region, credentials: { accessKeyId: id, secretAccessKey: secret } };
    try {
      const instanceId = await findInstance(signed, instance);
      wasListed = true;
      if (instanceId === undefined) continue;
      const answer = await callSigned(signed, "CreateInstanceEnrolment", { InstanceId: instanceId });
      return String(answer.EnrolmentToken);
    } catch (error) {
      if (!(error instanceof CredentialsRefused)) throw error;
      refusal ??= `${error.code}: ${error.message}`;
    }
  }
  const isUnknown = wasListed || refusal === undefined;
  throw new Mistake(`--instance ${instance}: ${isUnknown ? `no instance is called ${instance}.` : refusal}`);
}

/** The id of the instance that is running under a name, or has the id. */
async function findInstance(endpoint: SignedEndpoint, wanted: string): Promise<string | undefined> {
  let next: JsonObject = {};
  do {
    const page = await callSigned(endpoint, "ListInstances", next);
    const instances = (Array.isArray(page.Instances) ? page.Instances : []) as readonly JsonObject[];
    const found = instances.find(({ InstanceId, Name, State }) => {
      return State !== "terminated" && (InstanceId === wanted || Name === wanted);
    });
    if (found !== undefined) return String(found.InstanceId);
    next = { NextToken: page.NextToken };
  } while (next.NextToken !== undefined && next.NextToken !== null);
  return undefined;
}
