import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { SigningCredentials } from "@rolecall/sigv4";
import { assumeRoleForm } from "./cases.ts";
import { keyOwners } from "./installation.ts";
import { signedPost } from "./signed-request.ts";

/** A session of the role for each user who has a key. */
export async function assumeSessions(port: number): Promise<readonly SigningCredentials[]> {
  return Promise.all(keyOwners.map((credentials, number) => assumeSession(port, credentials, number)));
}

async function assumeSession(
  port: number,
  credentials: SigningCredentials,
  number: number,
): Promise<SigningCredentials> {
  const signing = { credentials, service: "sts", host: `127.0.0.1:${port}`, nowMs: Date.now() } as const;
  const answer = await exchange(port, signedPost(assumeRoleForm(number), signing));
  const read = (name: string) => {
    const value = new RegExp(`<${name}>([^<]+)</${name}>`).exec(answer)?.[1];
    if (value === undefined) throw new Error(`The answer to AssumeRole has no ${name}: ${answer}`);
    return value;
  };
  return {
    accessKeyId: read("AccessKeyId"),
    secretAccessKey: read("SecretAccessKey"),
    sessionToken: read("SessionToken"),
  };
}

/** Sends the bytes and reads until the server closes. */
async function exchange(port: number, request: Buffer): Promise<string> {
  const socket = connect({ host: "127.0.0.1", port });
  const head = request.toString("latin1").replace("\r\n", "\r\nConnection: close\r\n");
  socket.write(head, "latin1");
  return text(socket);
}
