// Fill forms in a headless Chromium as people would; the responses that the renderer makes go out.
//
// node forms.mjs CHROMIUM FOLDER, with playwright-core and LForms (npm pack lforms) in BIRADS_PAGE.
// FOLDER/jobs.json holds forms, each with the response whose answers are to be typed;
// FOLDER/filled.json takes what LForms gives back, what was shown, asked for and complained of.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [, , executablePath, folder] = process.argv;
const home = process.env.BIRADS_PAGE;
const { chromium } = createRequire(`${home}/node_modules/`)("playwright-core");
const lforms = `file://${home}/lforms/dist/lforms`;
const seen = { filled: [], shown: [], asked: [], errors: [] };

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--allow-file-access-from-files"],
});
const page = await browser.newPage();
page.setDefaultTimeout(30_000);
page.on("console", (told) => told.type() === "error" && seen.errors.push(told.text()));
page.on("pageerror", (error) => seen.errors.push(`fault: ${error.message}`));
page.on("request", (request) => seen.asked.push(request.url()));

writeFileSync(`${folder}/form.html`, `<!doctype html><meta charset="utf-8"><div id="form"></div>
<script src="${lforms}/webcomponent/assets/lib/zone.min.js"></script>
<script src="${lforms}/webcomponent/lhc-forms.js"></script>
<script src="${lforms}/fhir/R4/lformsFHIR.min.js"></script>`);
await page.goto(`file://${folder}/form.html`);

const at = (id) => page.locator(`[id="${id}"]`);

// The renderer numbers the items of a repeated group or answer: images.frame/2/1, sizes_mm/2.
async function fill(items, definitions, above) {
  const counts = {};
  for (const item of items) {
    const definition = definitions.find((one) => one.linkId === item.linkId);
    const number = (counts[item.linkId] = (counts[item.linkId] ?? 0) + 1);
    const place = `${above}/${number}`;
    if (definition.type === "group") {
      if (number > 1) await at(`add-${item.linkId}${above}/${number - 1}`).click();
      await fill(item.item, definition.item, place);
    } else {
      await answer(item, definition, above);
    }
  }
}

async function answer(item, definition, above) {
  for (const [index, one] of item.answer.entries()) {
    const [value] = Object.values(one);
    const id = `${item.linkId}${above}/`;
    if (definition.type === "choice") {
      await at(`${id}1`).fill(value.display);
      await at(`${id}1`).press("Tab");
    } else if (definition.type === "boolean") {
      await at(`${id}1|${value}`).click();
    } else {
      if (index > 0) await at(`add-${id}${index}`).click();
      await at(`${id}${index + 1}`).fill(String(value));
      await at(`${id}${index + 1}`).press("Tab");
    }
  }
}

for (const { form, response } of JSON.parse(readFileSync(`${folder}/jobs.json`, "utf8"))) {
  await page.evaluate(
    (one) => globalThis.LForms.Util.addFormToPage(one, "form", { fhirVersion: "R4" }), form);
  await page.waitForSelector('[id="id/1"]');
  seen.shown.push(await page.evaluate(() => [...document.querySelectorAll(
    "#form input, #form textarea, #form [role=radiogroup], #form label[id]")].map((one) => one.id)));
  await fill(response.item, form.item, "");
  seen.filled.push(await page.evaluate(
    () => globalThis.LForms.Util.getFormFHIRData("QuestionnaireResponse", "R4")));
}
if (process.env.BIRADS_PICTURES) {
  await page.screenshot({ path: `${process.env.BIRADS_PICTURES}/form.png`, fullPage: true });
}
writeFileSync(`${folder}/filled.json`, JSON.stringify(seen));
await browser.close();
