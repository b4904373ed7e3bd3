/** The AWS SDK's own serializers for one service, found in what its client package exports. */
import type { ServiceName } from "@rolecall/contracts";

interface SdkRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

interface SdkProtocol {
  setSerdeContext(context: unknown): void;
  serializeRequest(operation: SdkOperation, input: unknown, context: unknown): Promise<SdkRequest>;
  deserializeResponse(operation: SdkOperation, context: unknown, response: SdkResponse): Promise<unknown>;
}

interface SdkOperation {
  readonly namespace: string;
  readonly name: string;
  readonly traits: unknown;
  readonly input: unknown;
  readonly output: unknown;
}

type ClientClass = new (config: unknown) => { readonly config: { readonly protocol: SdkProtocol } };

/** What stands first in the SDK's schema of an operation. */
const operationMark = 9;

const config = {
  region: "us-east-1",
  credentials: { accessKeyId: "AKIAEXAMPLE", secretAccessKey: "secret" },
};

export interface SdkService {
  serialize(operation: string, input: unknown): Promise<SdkRequest>;
  /** Rejects with the SDK's exception where the response is an error. */
  deserialize(operation: string, response: SdkResponse): Promise<Readonly<Record<string, unknown>>>;
}

export async function loadSdkService(service: ServiceName): Promise<SdkService> {
  // The name is put together so that the compiler does not read the clients' large type declarations.
  const module: Readonly<Record<string, unknown>> = await import(`@aws-sdk/client-${service}`);
  const operations = new Map(Object.values(module).filter(isOperation).map(toOperation));
  const client = new (clientClass(module))(config);
  const context = {
    ...client.config,
    endpoint: async () => ({ protocol: "https:", hostname: "aws", path: "/" }),
  };
  const { protocol } = client.config;
  protocol.setSerdeContext(context);
  const find = (name: string): SdkOperation => {
    const operation = operations.get(name);
    if (operation === undefined) throw new Error(`The SDK's client of ${service} has no ${name}.`);
    return operation;
  };
  return {
    serialize: (name, input) => protocol.serializeRequest(find(name), input, context),
    async deserialize(name, response) {
      const { $metadata, ...output } = (await protocol.deserializeResponse(
        find(name),
        context,
        response,
      )) as {
        readonly $metadata: unknown;
      };
      return output;
    },
  };
}

function clientClass(module: Readonly<Record<string, unknown>>): ClientClass {
  const [name] = Object.keys(module).filter((key) => key.endsWith("Client") && !key.startsWith("_"));
  return module[name!] as ClientClass;
}

type OperationSchema = readonly [9, string, string, unknown, () => unknown, () => unknown];

function isOperation(value: unknown): value is OperationSchema {
  return Array.isArray(value) && value[0] === operationMark;
}

function toOperation([, namespace, name, traits, input, output]: OperationSchema): readonly [
  string,
  SdkOperation,
] {
  return [name, { namespace, name, traits, input, output }];
}
