import { Mistake } from "./mistake.ts";

/** @throws Mistake that names the option */
export function readSwitch(option: string, text: string): boolean {
  if (text !== "on" && text !== "off") throw new Mistake(`${option}: "${text}" is neither "on" nor "off".`);
  return text === "on";
}
