// A client in TypeScript: its types are generated from the OpenAPI document of the service.

import createClient from "openapi-fetch";
import type { components, paths } from "./made";

declare const process: { argv: string[]; stdout: { write(text: string): void } };

// An answer to one report is JSON; to NDJSON it is text, so a client says what it sent.
type CheckAnswer = components["schemas"]["CheckAnswer"];
type Workup = components["schemas"]["Workup"];
type Report = paths["/v1/check"]["post"]["requestBody"]["content"]["application/json"];

const report: Report = {
  edition: "2013",
  findings: [{ kind: "mg.calcifications", id: "c1", morphology: ["amorphous"] }],
};
// @ts-expect-error there is no such edition
const wrong: Report = { edition: "1999" };

const client = createClient<paths>({ baseUrl: process.argv[2]! });

async function main(): Promise<void> {
  const checked = await client.POST("/v1/check", { body: report });
  const workup = await client.POST("/v1/recommend", { body: report });
  const refused = await client.POST("/v1/check", { body: wrong });
  process.stdout.write(JSON.stringify({
    valid: (checked.data as CheckAnswer).valid,
    status: (workup.data as Workup).patterns[0]?.status,
    refused: refused.response.status,
    issue: refused.error?.issues[0]?.code,
  }));
}

void main();
