/** An address of this machine, with the network that it stands in. */
export interface OwnAddress {
  readonly address: string;
  /** `10.9.0.1/24`, as node tells it. */
  readonly cidr: string | null;
}

export interface NearParts {
  /** 1: this machine alone. 2: whoever stands in a network of it too, such as a container behind a bridge. More: everybody. */
  readonly hopLimit: () => number;
  /** The addresses of now: bridges come and go. */
  readonly ownAddresses: () => readonly OwnAddress[];
  /** Tells whether an address stands in a network. */
  readonly isWithin: (address: string, cidr: string) => boolean;
}

/**
 * Judges peers by the hop limit. EC2 limits the hops of a reply's packets, which node cannot set, and which would let in whoever is bridged to the
 * machine that this service runs on: what it delivers there is not forwarded. So the address of the peer is judged instead.
 */
export function createNearness({
  hopLimit,
  ownAddresses,
  isWithin,
}: NearParts): (address: string) => boolean {
  return (address) => {
    if (isLoopback(address) || ownAddresses().some((own) => own.address === address)) return true;
    const limit = hopLimit();
    if (limit !== 2) return limit > 2;
    return ownAddresses().some(({ cidr }) => cidr !== null && isWithin(address, cidr));
  };
}

function isLoopback(address: string): boolean {
  return address === "::1" || /^127(?:\.\d{1,3}){3}$/.test(address);
}
