import { createPrivateKey } from "node:crypto";
import { signKeyProof } from "@rolecall/federation/key-proof";
import {
  createImds,
  createInstanceAgent,
  createInstanceClient,
  createSessionTokens,
  type InstanceAgent,
  type InstanceDescription,
  type InstanceServer,
  type RolecallEndpoint,
  type SignedIdentityDocument,
  serveMetadata,
  signIdentityDocument,
} from "@rolecall/metadata";
import { Mistake } from "../../mistake.ts";
import type { ProgramSurroundings } from "../../program/surroundings.ts";
import { rotationParts, tickOften } from "../rotation-parts.ts";
import { makeIdentity, openSigners } from "./identity-signers.ts";
import { type InstanceState, writeCertificates, writeInstanceState } from "./instance-state.ts";
import { ownNetwork } from "./own-network.ts";
import { type ContainerPlan, type ContainerService, serveContainers } from "./serve-containers.ts";
import { tellOutages } from "./tell-outages.ts";

export interface InstanceServicePlan {
  readonly host: string;
  readonly port: number;
  readonly server: RolecallEndpoint;
  readonly state: InstanceState;
  readonly stateFile: string;
  /** Besides what the instance's own options say. */
  readonly allowsVersion1: boolean;
  readonly hopLimit: number | undefined;
  readonly allowedHosts: readonly string[];
  /** Undefined: no containers run here. */
  readonly containers: ContainerPlan | undefined;
}

export interface InstanceService {
  readonly endpoint: string;
  readonly instanceId: string;
  readonly containers: Pick<ContainerService, "endpoint" | "folder"> | undefined;
  close(): Promise<void>;
}

/** Serves an instance's metadata to the programs of this machine. @throws Mistake where nothing is known of the instance yet, and nobody can be asked */
export async function serveInstance(
  plan: InstanceServicePlan,
  surroundings: ProgramSurroundings,
): Promise<InstanceService> {
  const keeper = new StateKeeper(plan);
  const server = openServer(plan, surroundings);
  const description = await describeFirst(server, plan.state);
  keeper.keep({ description });
  const agent = createInstanceAgent({
    ...rotationParts(surroundings),
    server,
    description,
    signDocument: (described) => signDocument(keeper, described, surroundings),
    onDescribed: (described) => keeper.keep({ description: described }),
  });
  const http = await serveMetadata({
    host: plan.host,
    port: plan.port,
    doors: [{ takes: () => true, answer: openImds(plan, agent, surroundings) }],
    newRequestId: surroundings.newId,
    onBug: (error) => surroundings.logError(error instanceof Error ? `${error.stack}` : String(error)),
  });
  const containers =
    plan.containers &&
    (await serveContainers(
      plan.containers,
      { ...plan, server, description: () => agent.description },
      surroundings,
    ));
  const stopTicking = tickOften(() => agent.tick());
  // Making keys takes a second or two, which no client waits for.
  if (keeper.state.identity === undefined) void signDocument(keeper, description, surroundings);
  return {
    endpoint: http.endpoint,
    instanceId: description.instanceId,
    containers,
    async close() {
      stopTicking();
      await containers?.close();
      await http.close();
    },
  };
}

function openServer({ server, state }: InstanceServicePlan, { clock, newId, logError }: ProgramSurroundings) {
  const privateKey = createPrivateKey(state.privateKey);
  const client = createInstanceClient({
    ...server,
    prove: (operation, input) =>
      signKeyProof({
        privateKey,
        subject: state.instanceId,
        now: Math.floor(clock() / 1_000),
        id: newId(),
        operation,
        input,
      }),
  });
  return tellOutages(client, (message) => logError(`rolecall metadata: ${message}`));
}

async function describeFirst(
  server: InstanceServer,
  { description }: InstanceState,
): Promise<InstanceDescription> {
  try {
    return await server.describe();
  } catch (error) {
    if (description !== undefined) return description;
    throw new Mistake(`nothing is known of this instance yet: ${(error as Error).message}`);
  }
}

function openImds(
  plan: InstanceServicePlan,
  agent: InstanceAgent,
  { clock, random, logError }: ProgramSurroundings,
) {
  const options = () => {
    const { isEnabled, allowsVersion1, hopLimit } = agent.description.options;
    return {
      isEnabled,
      allowsVersion1: plan.allowsVersion1 || allowsVersion1,
      hopLimit: plan.hopLimit ?? hopLimit,
    };
  };
  const { allowedHosts } = plan;
  const told = new Set<string>();
  return createImds({
    tokens: createSessionTokens({
      key: Buffer.from(plan.state.tokenKey, "base64"),
      instanceId: agent.description.instanceId,
      clock,
      random,
    }),
    sender: ownNetwork({ hopLimit: () => options().hopLimit, allowedHosts, clock }),
    options,
    treeOf: (version) => agent.treeOf(version),
    onRefused: (problem, { sourceIp, headers }) => {
      const message = `rolecall metadata: ${sourceIp} was refused: ${EXPLAINED[problem]}${problem === "otherHost" ? ` (${headers.host?.[0]})` : ""}.`;
      // Once each: nobody fills the log with it.
      if (told.size >= MOST_TOLD || told.has(message)) return;
      told.add(message);
      logError(message);
    },
  });
}

const MOST_TOLD = 100;
const EXPLAINED = {
  farAway: "it is not within the hop limit (--hop-limit)",
  handedOn: "its request says that it was handed on for somebody else",
  otherHost: "its Host header names another server (--allowed-host)",
  browser: "a page in a browser sent it",
} as const;

/** The state of a service, and its file. */
class StateKeeper {
  state: InstanceState;
  making: Promise<NonNullable<InstanceState["identity"]>> | undefined;
  readonly file: string;

  constructor({ state, stateFile }: Pick<InstanceServicePlan, "state" | "stateFile">) {
    this.state = state;
    this.file = stateFile;
  }

  keep(more: Partial<InstanceState>): void {
    this.state = { ...this.state, ...more };
    writeInstanceState(this.file, this.state);
  }
}

async function signDocument(
  keeper: StateKeeper,
  description: InstanceDescription,
  surroundings: ProgramSurroundings,
): Promise<SignedIdentityDocument> {
  const { instanceId } = description;
  if (keeper.state.identity === undefined) {
    keeper.making ??= makeIdentity(instanceId, surroundings);
    const identity = await keeper.making;
    keeper.keep({ identity });
    writeCertificates(keeper.file, identity);
  }
  const { identity } = keeper.state;
  if (identity === undefined) throw new Error("Keys that were made are not there.");
  return signIdentityDocument(description, openSigners(instanceId, identity));
}
