import { connect } from "node:net";
import { text } from "node:stream/consumers";
import type { SigningCredentials } from "@rolecall/sigv4";
import { assumeRoleForm } from "./cases.ts";
import { keyOwners } from "./installation.ts";
import { type Signing, signedPost } from "./signed-request.ts";

/** A session of the role for each user who has a key. */
export async function assumeSessions(port: number): Promise<readonly SigningCredentials[]> {
  return Promise.all(
    keyOwners.map(async (credentials, number) =>
      assumedSession(await call(port, assumeRoleForm(number), { credentials, service: "sts" })),
    ),
  );
}

/** The credentials that an answer to AssumeRole carries. @throws Error with the answer where it has none. */
export function assumedSession(answer: string): SigningCredentials {
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

/** Sends one request and reads its answer. @throws Error with the answer where it is no success. */
export async function call(
  port: number,
  form: Readonly<Record<string, string>>,
  signing: Pick<Signing, "credentials" | "service">,
): Promise<string> {
  const request = signedPost(form, { ...signing, host: `127.0.0.1:${port}`, nowMs: Date.now() });
  const socket = connect({ host: "127.0.0.1", port });
  // Read until the server closes.
  socket.write(request.toString("latin1").replace("\r\n", "\r\nConnection: close\r\n"), "latin1");
  const answer = await text(socket);
  if (!answer.startsWith("HTTP/1.1 200")) throw new Error(`Not a success: ${answer}`);
  return answer;
}
