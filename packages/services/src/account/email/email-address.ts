/** Source: Organizations API Reference, CreateAccount, Email: the rules of an account's e-mail address. */
import { invalidField } from "../error.ts";

const MIN_LENGTH = 6;
const ASCII = /^[\x21-\x7e]+$/;
const LOCAL_PART = /^[^.\s"'()<>[\]:;,\\|%&@][^\s"'()<>[\]:;,\\|%&@]*$/;
const DOMAIN = /^(?=.*\.)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;

/** @throws ValidationException; the words are ours */
export function checkEmailAddress(address: string): void {
  const at = address.indexOf("@");
  const [local, domain] = [address.slice(0, at), address.slice(at + 1)];
  const isRight =
    at > 0 &&
    address.length >= MIN_LENGTH &&
    ASCII.test(address) &&
    LOCAL_PART.test(local) &&
    DOMAIN.test(domain);
  if (!isRight) throw invalidField("PrimaryEmail", "The e-mail address is not valid.");
}

/** `account:EmailTargetDomain`: what stands behind the @; nothing where there is none. */
export function domainOf(address: string): string {
  return address.slice(address.indexOf("@") + 1);
}
