import encodeQR from "qr";
import "./qr-code.css";

/** A text as a QR code, drawn here and asked for nowhere. ISO/IEC 18004. */
export function QrCode({ text, what }: { readonly text: string; readonly what: string }) {
  const rows = encodeQR(text, "raw", { border: 4 });
  const size = rows.length;
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join("");
  return (
    <svg className="rc-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={what}>
      <rect className="rc-qr-light" width={size} height={size} />
      <path className="rc-qr-dark" d={path} />
    </svg>
  );
}
