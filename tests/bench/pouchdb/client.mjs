// Replicates new documents to the database at an address: one line in, the seconds it took out.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import http from "pouchdb-adapter-http";
import memory from "pouchdb-adapter-memory";
import PouchDB from "pouchdb-core";
import replication from "pouchdb-replication";

PouchDB.plugin(memory).plugin(http).plugin(replication);
const [far, written] = process.argv.slice(2);
const texts = JSON.parse(readFileSync(written, "utf8"));
const near = new PouchDB("near", { adapter: "memory" });

await near.put({ _id: "first" }); // the database is made and in step before anything is measured
await near.replicate.to(far);
console.log("ready");
let round = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  round += 1;
  await near.bulkDocs(texts.map((text, place) => ({ _id: `${round}-${place}`, text })));
  const begun = performance.now();
  const told = await near.replicate.to(far);
  if (told.docs_written !== texts.length) throw new Error(JSON.stringify(told));
  console.log((performance.now() - begun) / 1000);
}
process.exit(0);
