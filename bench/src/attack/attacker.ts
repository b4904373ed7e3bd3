import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endChild } from "../launch.ts";
import type { AttackPlan } from "./plan.ts";

/** Attacks until the returned function is called, which resolves when the attacker is gone. */
export function startAttack(plan: AttackPlan): () => Promise<void> {
  const child = fork(fileURLToPath(new URL("./attacker-child.ts", import.meta.url)), {
    serialization: "advanced",
    execArgv: ["-C", "@rolecall/source"],
  });
  child.send(plan);
  return () =>
    endChild(child, () => {
      if (child.connected) child.send("stop");
    });
}
