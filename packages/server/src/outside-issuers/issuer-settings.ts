import { Mistake } from "../mistake.ts";
import { readSwitch } from "../read-switch.ts";
import { isNetwork } from "../trusted-proxies.ts";
import type { AddressRules } from "./address-guard.ts";

/** What the command line says of identity providers outside. */
export interface IssuerSettings extends AddressRules {
  /** False: nobody is asked; only keys that were given inline count. */
  readonly requests: boolean;
}

/** Of an installation that is told nothing: public addresses alone, over https. */
export const PUBLIC_ISSUERS: IssuerSettings = { requests: true, loopback: false, networks: [] };

interface IssuerOptions {
  readonly "loopback-issuers": boolean;
  readonly "issuer-network": readonly string[];
  readonly "issuer-requests": string;
}

/** @throws Mistake that names the option and what is wrong with it. */
export function readIssuerSettings(options: IssuerOptions): IssuerSettings {
  const networks = options["issuer-network"];
  const broken = networks.find((network) => !isNetwork(network));
  if (broken !== undefined) {
    throw new Mistake(`--issuer-network: "${broken}" is not an address or a CIDR block (10.0.0.0/8).`);
  }
  return {
    requests: readSwitch("--issuer-requests", options["issuer-requests"]),
    loopback: options["loopback-issuers"],
    networks,
  };
}
