import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Requirement } from "@rolecall/access";
import type { SignedRequest } from "@rolecall/sigv4";
import type { TestInstallation } from "./installation.ts";
import { openNeighbour } from "./neighbour.ts";
import { ACCOUNT } from "./seed.ts";

/** The front of a table service, as far as identity goes: PutItem, by which nothing is put anywhere. */
export interface Tables {
  readonly endpoint: string;
  stop(): Promise<void>;
}

interface PutItem {
  readonly TableName: string;
  readonly Item: Readonly<Record<string, { readonly S: string }>>;
}

/** The key that items of every table are found by. */
const PARTITION_KEY = "player";
const DENIED = "com.amazon.coral.service#AccessDeniedException";

/** Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon DynamoDB". */
function permissionFor({ TableName, Item }: PutItem): Requirement {
  return {
    action: "dynamodb:PutItem",
    resource: `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${TableName}`,
    context: new Map<string, readonly string[]>([
      ["dynamodb:leadingkeys", [Item[PARTITION_KEY]?.S ?? ""]],
      ["dynamodb:attributes", Object.keys(Item)],
    ]),
  };
}

/** Takes what any client of DynamoDB sends to it, and lets whom it lets the installation's policies decide. */
export async function startTables(beside: TestInstallation): Promise<Tables> {
  const neighbour = await openNeighbour(beside);
  const answerTo = async (request: IncomingMessage): Promise<object> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const payload = Buffer.concat(chunks);
    const { method = "", url = "/", headersDistinct } = request;
    const signed: SignedRequest = {
      method,
      rawPath: url,
      rawQuery: "",
      headers: headersDistinct as SignedRequest["headers"],
      payload,
    };
    const message = await neighbour.refusal(
      signed,
      "dynamodb",
      permissionFor(JSON.parse(payload.toString())),
    );
    return message === undefined ? {} : { __type: DENIED, Message: message };
  };
  const server = createServer((request, response) => {
    answerTo(request).then(
      (body) => {
        response.writeHead("__type" in body ? 400 : 200, { "content-type": "application/x-amz-json-1.0" });
        response.end(JSON.stringify(body));
      },
      (error: Error) => response.writeHead(500).end(error.stack),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await neighbour.close();
    },
  };
}
