// A PouchDB server in memory on the port named: "ready" once it answers.
import express from "express";
import expressPouchDB from "express-pouchdb";
import http from "pouchdb-adapter-http";
import memory from "pouchdb-adapter-memory";
import PouchDB from "pouchdb-core";
import mapreduce from "pouchdb-mapreduce";
import replication from "pouchdb-replication";

PouchDB.plugin(memory).plugin(http).plugin(replication).plugin(mapreduce);
const InMemory = PouchDB.defaults({ adapter: "memory" });
const served = express();
served.use("/", expressPouchDB(InMemory, { mode: "minimumForPouchDB", inMemoryConfig: true }));
served.listen(Number(process.argv[2]), "0.0.0.0", () => console.log("ready"));
