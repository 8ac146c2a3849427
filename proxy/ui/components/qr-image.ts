import QRCode from 'qrcode';

/** A QR code (ISO/IEC 18004) as a `data:` URI: an image runs no scripts, and stays black on white in dark mode. */
export function qrImage(text: string): string {
  let svg = '';
  // With a callback, this renderer answers before it returns.
  QRCode.toString(text, { type: 'svg', margin: 1, errorCorrectionLevel: 'M' }, (error, drawn) => {
    if (error) throw error;
    svg = drawn;
  });
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
