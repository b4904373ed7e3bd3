/** An address and a range that are close: the range's network is the address with one bit flipped, before or after the prefix, or none. */
import fc from "fast-check";
import { withTypo } from "./typo.ts";

interface AddressPair {
  readonly address: string;
  readonly range: string;
}

const pairOf = (bits: number, write: (parts: readonly number[]) => fc.Arbitrary<string>, part: number) =>
  fc
    .record({
      parts: fc.array(fc.oneof(fc.constantFrom(0, 2 ** part - 1, 2 ** (part - 1)), fc.nat(2 ** part - 1)), {
        minLength: bits / part,
        maxLength: bits / part,
      }),
      at: fc.nat(bits - 1),
      flips: fc.boolean(),
      /** How far the prefix reaches past the bit. */
      reach: fc.constantFrom(-2, -1, 0, 1, 2),
    })
    .chain(({ parts, at, flips, reach }) => {
      const network = parts.map((value, index) =>
        flips && index === Math.floor(at / part) ? value ^ (2 ** (part - 1 - (at % part))) : value,
      );
      const length = at + reach;
      return fc.record({
        address: write(parts).chain(withTypo),
        range: write(network)
          .map((text) => (length < 0 ? text : `${text}/${length}`))
          .chain(withTypo),
      });
    });

const writeVersion4 = (parts: readonly number[]) => fc.constant(parts.join("."));

/** In full, in full with all digits, with zeros left out, with a dotted end; and once wrong, with zeros left out that are not there. */
const writeVersion6 = (parts: readonly number[]) => {
  const groups = parts.map((part) => part.toString(16));
  const padded = groups.map((group) => group.padStart(4, "0").toUpperCase());
  const compressed = groups.join(":").replace(/(^|:)0(:0)+(:|$)/, "::");
  const dotted = `${groups.slice(0, 6).join(":")}:${parts
    .slice(6)
    .flatMap((part) => [part >> 8, part & 255])
    .join(".")}`;
  return fc.constantFrom(
    groups.join(":"),
    padded.join(":"),
    compressed,
    compressed,
    dotted,
    `${groups.join(":")}::`,
  );
};

export const addressPair: fc.Arbitrary<AddressPair> = fc.oneof(
  pairOf(32, writeVersion4, 8),
  pairOf(128, writeVersion6, 16),
);
