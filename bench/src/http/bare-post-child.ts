/** The limit: node:http that reads the same body and answers 400 fixed bytes. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const ANSWER_BYTES = 400;
const answer = "x".repeat(ANSWER_BYTES);

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    response.writeHead(200, { "Content-Type": "text/xml", "Content-Length": ANSWER_BYTES });
    response.end(answer, "latin1");
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
