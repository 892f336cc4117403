// Open the page that runs the library in the browser, and say what it showed, asked and answered.
//
// node explorer.mjs ADDRESS CHROMIUM FOLDER; the folder holds the report and the DICOM file that
// are opened, and takes the pictures and what was seen.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [, , address, executablePath, folder] = process.argv;
const require = createRequire(`${process.env.BIRADS_PAGE}/node_modules/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const sample = readFileSync(`${folder}/sample.json`, "utf8");
const seen = { asked: [], errors: [], answers: {} };

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await browser.newPage({ viewport: { width: 1366, height: 850 } });
page.setDefaultTimeout(180000);
page.on("console", (told) => told.type() === "error" && seen.errors.push(told.text()));
page.on("pageerror", (error) => seen.errors.push(`fault: ${error.message}`));
page.context().on("request", (request) => seen.asked.push(request.url()));

const start = performance.now();
await page.goto(`${address}/`);
await page.waitForFunction(() => document.getElementById("status").textContent !== "");
seen.loading = await page.textContent("#status");
await page.waitForSelector("html[data-ready=yes]");
seen.ready_ms = Math.round(performance.now() - start);
await page.fill("#text", sample);
await page.waitForSelector("#workup article");
await page.waitForSelector("#prose-body p");
seen.shown_ms = Math.round(performance.now() - start);
seen.status = await page.textContent("#status");

const asked = [
  ["page/view", {}], ["v1/check", {}], ["v1/recommend?topics=current", {}],
  ["v1/explain?variant=6", { accept: "text/markdown" }], ["v1/convert?to=fhir", {}],
];
for (const [path, headers] of asked) {
  seen.answers[path] = await page.evaluate(async ([where, head, body]) => {
    const { reach } = await import("./page/transport.js");
    return (await reach(where, { method: "POST", headers: head, body })).text();
  }, [path, headers, sample]);
}

const bytes = [...readFileSync(`${folder}/report.dcm`)];
await page.evaluate((given) => {
  const data = new DataTransfer();
  data.items.add(new File([new Uint8Array(given)], "report.dcm"));
  dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
}, bytes);
await page.waitForFunction(() => document.getElementById("status").textContent.includes("was read"));
seen.dropped = JSON.parse(await page.inputValue("#text"));

const session = await page.context().newCDPSession(page);
await session.send("Runtime.evaluate", { expression: axe });
seen.axe = (await page.evaluate(() => globalThis.axe.run())).violations.map((one) => one.id);
await page.screenshot({ path: `${folder}/explorer.png`, fullPage: true });
await browser.close();
writeFileSync(`${folder}/explorer.json`, JSON.stringify(seen));
