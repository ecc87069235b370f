// A zlib stream opened up to a limit, by the browser itself.

import { joined } from "./bytes.js";
import { BadSeal } from "./codes.js";

// The inflated bytes. E_SHAPE for a stream that is broken, cut or has more after its end.
export async function inflate(raw, limit) {
  if (raw.length < 6) throw new BadSeal("E_SHAPE");
  const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate")).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await next(reader);
    if (done) break;
    size += value.length;
    if (size > limit) {
      reader.cancel().catch(() => {});
      throw new BadSeal("E_BUNDLE_SIZE");
    }
    parts.push(value);
  }
  const whole = joined(parts);
  if (adler32(whole) !== new DataView(raw.buffer, raw.byteOffset + raw.length - 4).getUint32(0)) {
    throw new BadSeal("E_SHAPE");
  }
  return whole;
}

async function next(reader) {
  try {
    return await reader.read();
  } catch {
    throw new BadSeal("E_SHAPE");
  }
}

// RFC 1950 §8.2. Where a stream is followed by other bytes, its sum is not the last four.
function adler32(bytes) {
  let [a, b] = [1, 0];
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
