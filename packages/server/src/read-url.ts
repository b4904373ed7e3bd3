import { Mistake } from "./mistake.ts";

/**
 * An address that stands in messages and in what is signed: without secrets, and with nothing behind the path.
 * @returns it without a slash at its end; undefined where none is given
 * @throws Mistake that names the option
 */
export function readUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && `${url.username}${url.password}${url.search}${url.hash}` === "";
  if (!isPlain || !/^https?:$/.test(url.protocol)) {
    const more = text.includes("://") ? "" : " Write http:// or https:// in front.";
    throw new Mistake(`${name}: "${text}" is no address such as https://identity.example.com.${more}`);
  }
  return url.href.replace(/\/+$/, "");
}
