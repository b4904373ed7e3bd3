/**
 * What a browser keeps of having been let in: strangers' tries do not keep it out. It lets nobody in, and is sent nowhere but where people
 * sign in. Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
import { KNOWN_DEVICE_SECONDS } from "@rolecall/access";
import type { RequestHead } from "@rolecall/edge";
import { cookieValue } from "./cookie.ts";

const NAME = "rolecall-device";
/** Sealed, in base64url. */
const VALUE = /^[\w-]{1,512}$/;

type Request = Pick<RequestHead, "headers" | "isSecureTransport">;

function nameOf({ isSecureTransport }: Request): string {
  return isSecureTransport ? `__Secure-${NAME}` : NAME;
}

export function readKnownDevice(request: Request): string | undefined {
  const value = cookieValue(request, nameOf(request));
  return value !== undefined && VALUE.test(value) ? value : undefined;
}

export function knownDeviceCookie(request: Request, value: string): string {
  const secure = request.isSecureTransport ? "; Secure" : "";
  return `${nameOf(request)}=${value}; Path=/console/session; Max-Age=${KNOWN_DEVICE_SECONDS}; HttpOnly; SameSite=Strict${secure}`;
}
