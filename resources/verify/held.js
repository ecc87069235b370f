// The lists this browser holds: fetched from the node, proved, kept for when there is no network.

import { fromHex } from "./bytes.js";
import { BadSeal } from "./codes.js";
import { loadTrust, newTrust, withStatus, withTrustList } from "./lists.js";

const CACHE = "intyga-lists";
const PATIENCE = 10000; // milliseconds
const [TRUST, STATUS] = ["/trust", "/status/bundle"];

export function pinnedRoots() {
  const meta = document.querySelector('meta[name="intyga-roots"]');
  return meta.content.split(" ").filter(Boolean).map(fromHex);
}

// Trust from what is kept; what no longer proves itself is left out, never believed.
export async function heldTrust() {
  const roots = pinnedRoots();
  const [list, status] = [await kept(TRUST), await kept(STATUS)];
  try {
    return await loadTrust(roots, list, status);
  } catch (error) {
    if (!(error instanceof BadSeal)) throw error;
    return newTrust(roots);
  }
}

// Trust with the node's newest lists; a list that is older or not proved is not taken, and the
// code of the first such is in `refused`.
export async function refreshed(trust) {
  const list = await fetched(TRUST);
  const status = await fetched(STATUS);
  const first = await taken(trust, list, withTrustList, TRUST);
  const second = await taken(first.trust, status, withStatus, STATUS);
  return { trust: second.trust, refused: first.refused ?? second.refused };
}

async function taken(trust, raw, take, name) {
  try {
    const next = await take(trust, raw);
    await keep(name, raw);
    return { trust: next, refused: null };
  } catch (error) {
    if (!(error instanceof BadSeal)) throw error;
    return { trust, refused: error.code };
  }
}

async function fetched(name) {
  const signal = AbortSignal.timeout(PATIENCE);
  const answer = await fetch(name, { cache: "no-cache", credentials: "omit", signal });
  if (!answer.ok) throw new Error(`${name} ${answer.status}`);
  return new Uint8Array(await answer.arrayBuffer());
}

async function kept(name) {
  const answer = globalThis.caches && (await (await caches.open(CACHE)).match(name));
  return answer ? new Uint8Array(await answer.arrayBuffer()) : null;
}

async function keep(name, raw) {
  if (globalThis.caches) await (await caches.open(CACHE)).put(name, new Response(raw));
}
