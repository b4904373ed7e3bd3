/**
 * What rolecall-container.ts uses of Testcontainers for Node.js 11, which this repository does not install; who copies the class has the
 * library's own declarations. Source: the declarations of testcontainers 11.10.
 */
declare module "testcontainers" {
  export interface WaitStrategy {
    withStartupTimeout(startupTimeoutMs: number): WaitStrategy;
  }
  export interface HttpWaitStrategy extends WaitStrategy {
    forStatusCode(statusCode: number): HttpWaitStrategy;
  }
  export const Wait: { forHttp(path: string, port: number): HttpWaitStrategy };
  export interface StartedTestContainer {
    getHost(): string;
    getMappedPort(port: number): number;
    stop(): Promise<unknown>;
  }
  export class GenericContainer {
    constructor(image: string);
    withExposedPorts(...ports: number[]): this;
    withWaitStrategy(waitStrategy: WaitStrategy): this;
    withStartupTimeout(startupTimeoutMs: number): this;
    withCommand(command: string[]): this;
    withCopyFilesToContainer(files: { source: string; target: string }[]): this;
    start(): Promise<StartedTestContainer>;
  }
  export class AbstractStartedContainer implements StartedTestContainer {
    constructor(startedTestContainer: StartedTestContainer);
    getHost(): string;
    getMappedPort(port: number): number;
    stop(): Promise<unknown>;
  }
}
