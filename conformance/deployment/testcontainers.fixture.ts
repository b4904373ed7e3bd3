/** Stands in for the library `testcontainers`: a container of the image is this repository's program, started as the container's command says. */
import { type ChildInstallation, startChild } from "../installation/child-process.ts";

interface WaitStrategy {
  readonly path: string;
  readonly port: number;
  readonly status?: number;
}

export const Wait = {
  forHttp: (path: string, port: number) => ({
    path,
    port,
    forStatusCode: (status: number): WaitStrategy => ({ path, port, status }),
  }),
};

/** What a container was told, for the test. */
export const told: { image?: string; wait?: WaitStrategy; startupMs?: number; command?: readonly string[] } =
  {};

export class GenericContainer {
  #ports: readonly number[] = [];
  #files: readonly { source: string; target: string }[] = [];

  constructor(image: string) {
    told.image = image;
  }
  withExposedPorts(...ports: number[]): this {
    this.#ports = ports;
    return this;
  }
  withWaitStrategy(wait: WaitStrategy): this {
    told.wait = wait;
    return this;
  }
  withStartupTimeout(startupMs: number): this {
    told.startupMs = startupMs;
    return this;
  }
  withCommand(command: string[]): this {
    told.command = command;
    return this;
  }
  withCopyFilesToContainer(files: { source: string; target: string }[]): this {
    this.#files = files;
    return this;
  }
  async start(): Promise<StartedContainer> {
    const [verb, ...options] = told.command ?? [];
    if (verb !== "start") throw new Error(`The image has no command ${verb}.`);
    const seen = options.map(
      (option) => this.#files.find(({ target }) => target === option)?.source ?? option,
    );
    const at = seen.indexOf("--port");
    const inside = Number(seen[at + 1]);
    // Outside a container ports are shared with others.
    const program = await startChild(
      [...seen.slice(0, at), ...seen.slice(at + 2)].filter((word) => word !== "--host" && word !== "0.0.0.0"),
    );
    return new StartedContainer(program, { inside, exposed: this.#ports });
  }
}

class StartedContainer {
  readonly #program: ChildInstallation;
  readonly #ports: { readonly inside: number; readonly exposed: readonly number[] };

  constructor(
    program: ChildInstallation,
    ports: { readonly inside: number; readonly exposed: readonly number[] },
  ) {
    this.#program = program;
    this.#ports = ports;
  }
  getHost(): string {
    return new URL(this.#program.endpoint).hostname;
  }
  getMappedPort(port: number): number {
    const { inside, exposed } = this.#ports;
    if (port !== inside || !exposed.includes(port))
      throw new Error(`Nothing listens on port ${port}, or it is not exposed.`);
    return Number(new URL(this.#program.endpoint).port);
  }
  stop(): Promise<unknown> {
    return this.#program.stop();
  }
}

export class AbstractStartedContainer {
  readonly #started: StartedContainer;

  constructor(started: StartedContainer) {
    this.#started = started;
  }
  getHost(): string {
    return this.#started.getHost();
  }
  getMappedPort(port: number): number {
    return this.#started.getMappedPort(port);
  }
  stop(): Promise<unknown> {
    return this.#started.stop();
  }
}
