import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTestAuthority } from "../../packages/store/engines/postgres/certificate.test-support.ts";

/** A proxy with TLS in front of nodes, run with the file of deploy/ that people copy. */
export interface TestProxy {
  /** https://localhost:PORT */
  readonly endpoint: string;
  /** Of the port that speaks no TLS, which only tests open; undefined where the proxy has none. */
  readonly plainEndpoint: string | undefined;
  /** Whom to trust to believe its certificate, in PEM. */
  readonly authority: string;
  readonly authorityFile: string;
  /** What it wrote down about requests, and about itself. */
  log(): string;
  stop(): Promise<void>;
}

export interface ProxyKind {
  readonly program: string;
  readonly versionArgument: string;
  /** In deploy/. */
  readonly file: string;
  readonly hasPlainPort: boolean;
  /** Writes what it reads. @returns its arguments. */
  readonly prepare: (site: string, place: Place) => readonly string[];
}

interface Place {
  readonly folder: string;
  readonly port: number;
  readonly plainPort: number;
  readonly nodes: readonly string[];
}

export const NGINX: ProxyKind = {
  program: "nginx",
  versionArgument: "-v",
  file: "nginx.conf",
  hasPlainPort: true,
  prepare(site, { folder, port, plainPort, nodes }) {
    const changed = replaceAll(site, {
      "listen 443 ssl http2;": `listen 127.0.0.1:${port} ssl http2; listen 127.0.0.1:${plainPort};`,
      "listen [::]:443 ssl http2;": `listen [::1]:${port} ssl http2;`,
      "server 127.0.0.1:4600 max_fails=1": nodes
        .map((node) => `server ${node} max_fails=1`)
        .join(" fail_timeout=2s; "),
      "/etc/nginx/tls/rolecall.pem": join(folder, "server.pem"),
      "/etc/nginx/tls/rolecall.key": join(folder, "server.key"),
      "/var/log/nginx/rolecall.log": join(folder, "access.log"),
    });
    writeFileSync(join(folder, "site.conf"), changed);
    const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
      (name) => `${name}_temp_path ${join(folder, name)};`,
    );
    const main = [
      "daemon off;",
      // Its workers may not look into the folder otherwise.
      ...(process.getuid?.() === 0 ? ["user root root;"] : []),
      `pid ${join(folder, "pid")};`,
      "error_log stderr;",
      "worker_processes 1;",
      "events { worker_connections 256; }",
      `http { ${temporary.join(" ")} include ${join(folder, "site.conf")}; }`,
    ];
    writeFileSync(join(folder, "main.conf"), main.join("\n"));
    return ["-e", "stderr", "-p", folder, "-c", join(folder, "main.conf")];
  },
};

export const CADDY: ProxyKind = {
  program: "caddy",
  versionArgument: "version",
  file: "Caddyfile",
  hasPlainPort: false,
  prepare(site, { folder, port, nodes }) {
    const [certificate, key] = [join(folder, "server.pem"), join(folder, "server.key")];
    const changed = replaceAll(site, {
      "\nrolecall.example.com {": `\nlocalhost:${port} {\n\tbind 127.0.0.1 ::1\n\ttls ${certificate} ${key}`,
      "reverse_proxy 127.0.0.1:4600": `reverse_proxy ${nodes.join(" ")}`,
      "\n{\n\tservers": "\n{\n\tadmin off\n\tauto_https disable_redirects\n\tservers",
    });
    writeFileSync(join(folder, "Caddyfile"), changed);
    return ["run", "--config", join(folder, "Caddyfile"), "--adapter", "caddyfile"];
  },
};

/** What is in deploy/ is tried as it is, but for names, ports and files: each has to be there. */
function replaceAll(text: string, changes: Readonly<Record<string, string>>): string {
  let changed = text;
  for (const [from, to] of Object.entries(changes)) {
    if (!changed.includes(from)) throw new Error(`deploy/ holds no ${from}`);
    changed = changed.replaceAll(from, to);
  }
  return changed;
}

/**
 * @param nodes their addresses, as 127.0.0.1:4600
 * @param changes what else is changed in the file of deploy/
 */
export async function startProxy(
  kind: ProxyKind,
  nodes: readonly string[],
  changes: Readonly<Record<string, string>> = {},
): Promise<TestProxy> {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-proxy-"));
  const authority = createTestAuthority("a proxy's");
  const { certificate, key } = authority.issue({ names: ["localhost", "127.0.0.1"] });
  const files = { "ca.pem": authority.certificate, "server.pem": certificate, "server.key": key };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text, { mode: 0o600 });
  const [port, plainPort] = [await freePort(), await freePort()];
  const file = fileURLToPath(new URL(`../../deploy/${kind.file}`, import.meta.url));
  const site = replaceAll(readFileSync(file, "utf8"), changes);
  const child = spawn(kind.program, kind.prepare(site, { folder, port, plainPort, nodes }), {
    env: { PATH: process.env.PATH, HOME: folder },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  const stop = async () => {
    if (child.exitCode === null) {
      child.kill("SIGTERM");
      await once(child, "exit");
    }
    rmSync(folder, { recursive: true, force: true });
  };
  await untilListens(child, port, () => printed);
  return {
    endpoint: `https://localhost:${port}`,
    plainEndpoint: kind.hasPlainPort ? `http://127.0.0.1:${plainPort}` : undefined,
    authority: authority.certificate,
    authorityFile: join(folder, "ca.pem"),
    log: () => printed + readIfThere(join(folder, "access.log")),
    stop,
  };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const START_TIMEOUT_MS = 10_000;

async function untilListens(child: ChildProcess, port: number, printed: () => string): Promise<void> {
  const giveUpAtMs = performance.now() + START_TIMEOUT_MS;
  while (child.exitCode === null && performance.now() < giveUpAtMs) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await Promise.race([
      once(socket, "connect").then(() => true),
      once(socket, "error").then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await delay(20);
  }
  child.kill("SIGKILL");
  throw new Error(`The proxy does not listen: ${printed()}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
