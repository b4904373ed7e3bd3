/** The picture by which an authenticator app learns a seed. Source: IAM API Reference, VirtualMFADevice, QRCodePNG. */

/** Side of one square of the code, in pixels. */
const SCALE = 4;
/** What ISO/IEC 18004 asks for around it, in squares. */
const QUIET_ZONE = 4;

interface Labelled {
  readonly deviceName: string;
  /** The alias, or the account's id where it has none. */
  readonly accountName: string;
  /** In Base32. */
  readonly secret: string;
}

/** `otpauth://totp/phone@123456789012?secret=…`, as AWS documents it. */
export function otpauthUri({ deviceName, accountName, secret }: Labelled): string {
  return `otpauth://totp/${encodeURIComponent(deviceName)}@${encodeURIComponent(accountName)}?secret=${secret}`;
}

/**
 * A PNG with the QR code of a text. What draws is loaded when it is first needed: a start does without.
 * @param text at most a few hundred characters, so that it is drawn in a few milliseconds
 */
export async function drawQrCode(text: string): Promise<Uint8Array> {
  const [{ encodeQR }, { PNG }] = await Promise.all([import("qr"), import("pngjs")]);
  const dark = encodeQR(text, "raw", { ecc: "medium", border: QUIET_ZONE, scale: SCALE });
  const side = dark.length;
  // A byte a pixel: 0 is black.
  const pixels = Buffer.alloc(side * side, 255);
  for (const [y, row] of dark.entries()) {
    for (const [x, isDark] of row.entries()) if (isDark) pixels[y * side + x] = 0;
  }
  const png = new PNG({ width: side, height: side, colorType: 0, inputColorType: 0, inputHasAlpha: false });
  png.data = pixels;
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false });
}
