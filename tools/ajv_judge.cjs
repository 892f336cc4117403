// Judge documents by a JSON Schema with ajv: one JSON text a line in, "1" (valid) or "0" a line out.
// Usage: node ajv_judge.cjs SCHEMA FOLDER, where FOLDER holds node_modules/ajv.
"use strict";
const fs = require("node:fs");
const readline = require("node:readline");

const [schemaFile, folder] = process.argv.slice(2);
const Ajv = require(require.resolve("ajv/dist/2020", { paths: [folder] }));
// ajv's strict mode stays on: a published schema that needs it off would be a burden to others.
// A format only tells a form what to show: the patterns judge.
const formats = { date: true, "date-time": true };
const ajv = new Ajv({ strict: true, strictTypes: true, strictRequired: true, formats });
const validate = ajv.compile(JSON.parse(fs.readFileSync(schemaFile, "utf8")));

let out = [];
const flush = () => { process.stdout.write(out.join("")); out = []; };
readline
  .createInterface({ input: process.stdin, crlfDelay: Infinity, historySize: 0 })
  .on("line", (line) => {
    let verdict = "0";
    try { verdict = validate(JSON.parse(line)) ? "1" : "0"; } catch { verdict = "e"; }
    out.push(verdict + "\n");
    if (out.length >= 1000) flush();
  })
  .on("close", flush);
