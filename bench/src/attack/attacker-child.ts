/** The attacker: a process of its own, which ends what it does when it is told to, and by itself after a while. */
import { connect, type Socket } from "node:net";
import type { AttackPlan } from "./plan.ts";

const LIFETIME_MS = 60_000;
/** What a connection that is lost waits before it comes again, so that the attacker itself does not stand still. */
const RETURN_MS = 5;

const open = new Set<Socket>();
let isOver = false;

process.on("message", (plan: AttackPlan | "stop") => {
  if (plan === "stop") return stop();
  for (let number = 0; number < plan.connections; number++) attack(plan, number);
});
setTimeout(stop, LIFETIME_MS).unref();

function stop(): void {
  isOver = true;
  for (const socket of open) socket.destroy();
  process.disconnect?.();
}

function attack(plan: AttackPlan, number: number): void {
  if (isOver) return;
  const socket = connect({ host: "127.0.0.1", port: plan.port, noDelay: true });
  open.add(socket);
  socket.on("error", () => {});
  socket.on("close", () => {
    open.delete(socket);
    if (!isOver) setTimeout(attack, RETURN_MS, plan, number);
  });
  socket.on("connect", () => MANNERS[plan.manner](socket, plan, number));
}

const MANNERS: Readonly<
  Record<AttackPlan["manner"], (socket: Socket, plan: AttackPlan, number: number) => void>
> = { ask, pour, hold };

function ask(socket: Socket, { payloads }: AttackPlan, number: number): void {
  let sent = number;
  const next = () => socket.write(payloads[sent++ % payloads.length]!);
  // An answer's last bytes are not looked for: a request that comes early waits its turn, as a pipelined one does.
  socket.on("data", (chunk: Buffer) => {
    if (chunk.includes("HTTP/1.1 ")) next();
  });
  next();
}

function pour(socket: Socket, { payloads }: AttackPlan): void {
  socket.pause();
  for (const payload of payloads) socket.write(payload);
}

function hold(socket: Socket, { payloads }: AttackPlan, number: number): void {
  socket.resume();
  const payload = payloads[number % payloads.length]!;
  if (payload.length > 0) socket.write(payload);
}
