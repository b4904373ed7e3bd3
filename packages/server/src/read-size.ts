import { Mistake } from "./mistake.ts";

const UNITS: Readonly<Record<string, number>> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3, T: 1024 ** 4 };

/** Bytes of a text such as 500M. @throws Mistake that names the option. */
export function readSize(name: string, text: string): number {
  const [, digits = "", unit = ""] = /^(\d{1,6})([KMGT]?)$/i.exec(text) ?? [];
  if (digits === "") {
    throw new Mistake(`${name}: "${text}" is no size. Write a whole number and K, M, G or T, such as 500M.`);
  }
  return Number(digits) * (UNITS[unit.toUpperCase()] ?? 1);
}
