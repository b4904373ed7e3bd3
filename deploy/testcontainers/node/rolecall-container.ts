import { AbstractStartedContainer, GenericContainer, Wait } from "testcontainers";

const PORT = 4600;
const SEED_FILE = "/tmp/rolecall-seed.yaml";
const STARTUP_MS = 60_000;

/**
 * Rolecall in a container, for tests with Testcontainers (11). It keeps everything in memory.
 * @example
 *     const rolecall = await new RolecallContainer("rolecall").withSeed("seed.yaml").start();
 *     const sts = new STSClient({ endpoint: rolecall.getEndpoint(), region: "us-east-1", credentials });
 *     await rolecall.reset();
 *     await rolecall.stop();
 */
export class RolecallContainer extends GenericContainer {
  /** @param image what `docker build -f deploy/Dockerfile` made */
  constructor(image: string) {
    super(image);
    this.withExposedPorts(PORT);
    this.withWaitStrategy(Wait.forHttp("/_rolecall/ready", PORT).forStatusCode(200));
    this.withStartupTimeout(STARTUP_MS);
    this.withCommand(startCommand());
  }

  /** @param file of this machine; what the installation begins with, and a reset goes back to */
  withSeed(file: string): this {
    this.withCopyFilesToContainer([{ source: file, target: SEED_FILE }]);
    return this.withCommand(startCommand("--seed", SEED_FILE));
  }

  override async start(): Promise<StartedRolecallContainer> {
    return new StartedRolecallContainer(await super.start());
  }
}

export class StartedRolecallContainer extends AbstractStartedContainer {
  /** For AWS's clients on this machine: AWS_ENDPOINT_URL. */
  getEndpoint(): string {
    return `http://${this.getHost()}:${this.getMappedPort(PORT)}`;
  }

  /** Back to the seed. @throws Error where it was not done */
  async reset(): Promise<void> {
    const { status } = await fetch(`${this.getEndpoint()}/_rolecall/reset`, { method: "POST" });
    if (status !== 204) throw new Error(`Rolecall was not reset: HTTP ${status}.`);
  }
}

function startCommand(...options: readonly string[]): string[] {
  return ["start", "--ephemeral", "--host", "0.0.0.0", "--port", String(PORT), ...options];
}
