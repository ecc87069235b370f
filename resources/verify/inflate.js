// A zlib stream opened up to a limit, by the browser itself.

import { joined } from "./bytes.js";
import { BadSeal } from "./codes.js";

// The inflated bytes. E_SHAPE for a stream that is broken, cut or has more after its end.
export async function inflate(raw, limit) {
  const whole = await opened(raw, limit);
  // What can be cut and still opens has more after its end; not every browser says so itself.
  if (await opened(raw.subarray(0, -1), limit).then(() => true, () => false)) {
    throw new BadSeal("E_SHAPE");
  }
  return whole;
}

async function opened(raw, limit) {
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
  return joined(parts);
}

async function next(reader) {
  try {
    return await reader.read();
  } catch {
    throw new BadSeal("E_SHAPE");
  }
}
