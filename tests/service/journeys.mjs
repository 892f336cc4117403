// Drive the page in a headless Chromium as people would; what was seen goes out as JSON.
//
// node journeys.mjs ADDRESS CHROMIUM FOLDER, with playwright-core and axe-core to be found; the
// folder holds what the journeys open, and takes what was seen; with BIRADS_PICTURES pictures too.

import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [, , address, executablePath, folder] = process.argv;
const require = createRequire(`${process.env.BIRADS_PAGE}/node_modules/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const seen = { journeys: {}, axe: {}, errors: [], asked: [], overflow: {}, languages: {} };
const pictures = Boolean(process.env.BIRADS_PICTURES);
// The desktop is judged by every rule in light; the phone, in dark, by what light and room change.
const RULES = {
  desktop: {},
  phone: { runOnly: ["color-contrast", "meta-viewport", "scrollable-region-focusable", "target-size"] },
  words: { rules: { "color-contrast": { enabled: false } } },
};

const browser = await chromium.launch({
  executablePath,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function opened(options) {
  const context = await browser.newContext({ acceptDownloads: true, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(120000);
  page.on("console", (told) => told.type() === "error" && seen.errors.push(told.text()));
  page.on("pageerror", (error) => seen.errors.push(`fault: ${error.message}`));
  page.on("dialog", (dialog) => { seen.errors.push("a dialog"); dialog.dismiss(); });
  page.on("request", (request) => seen.asked.push(request.url()));
  return page;
}

async function visit(page, query = "") {
  await page.goto(`${address}/${query}`);
  await page.waitForSelector("html[data-ready=yes]");
}

async function status(page, words) {
  await page.waitForFunction(
    (wanted) => document.getElementById("status").textContent.includes(wanted), words);
  return page.textContent("#status");
}

async function look(page, name, rules = RULES[name.split("-").at(-1)]) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const found = await page.evaluate((asked) =>
    globalThis.axe.run(document, { resultTypes: ["violations"], preload: false, ...asked }), rules);
  seen.axe[name] = found.violations.map((one) =>
    ({ id: one.id, impact: one.impact, where: one.nodes.map((node) => node.html.slice(0, 120)) }));
  seen.overflow[name] = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (!pictures) return;
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

const tree = async (page) => JSON.parse(await page.inputValue("#text"));
const sample = readFileSync(`${folder}/sample.json`, "utf8");

const journeys = {
  async mend(page, size) {
    const bad = JSON.parse(sample);
    bad.findings[0].exam = "gone";
    bad.colour = "red";
    await page.fill("#text", JSON.stringify(bad, null, 2));
    const before = await status(page, "Not a report");
    await page.click("#tab-marked");
    await look(page, `mend-${size}`);
    await page.click("#tab-text");
    await page.click("#issues button.link");
    const chosen = await page.evaluate(() => {
      const text = document.getElementById("text");
      return text.value.slice(text.selectionStart, text.selectionEnd);
    });
    delete bad.colour;
    bad.findings[0].exam = "mg";
    await page.fill("#text", JSON.stringify(bad, null, 2));
    return { before, chosen, after: await status(page, "A valid report. 1 information") };
  },

  async build(page, size) {
    await page.click("#new");
    await page.waitForSelector("#panel-form fieldset");
    const add = async (list, kind) => {
      await page.selectOption(`select[aria-label="Kind to add to ${list}"]`, kind);
      await page.click(`button:text-is("Add to ${list}")`);
    };
    await add("exams", "mammography");
    await page.selectOption('[data-path="/exams/0/purpose"]', "diagnostic");
    for (const [index, side] of ["left", "right"].entries()) {
      await add("findings", "mg.calcifications");
      await page.selectOption(`[data-path="/findings/${index}/location/breast"]`, side);
      await page.check(`fieldset:has(> legend:text("findings ${index + 1}")) input[value=amorphous]`);
      await page.selectOption(`[data-path="/findings/${index}/distribution"]`, "grouped");
      await page.click('button:text-is("Add to assessments")');
      await page.selectOption(`[data-path="/assessments/${index}/breast"]`, side);
      await page.selectOption(`[data-path="/assessments/${index}/category"]`, "4B");
    }
    await status(page, "A valid report");
    await page.waitForFunction(() => document.querySelectorAll("#workup article").length === 2);
    await look(page, `build-${size}`);
    return { made: await tree(page) };
  },

  async whyNot(page, size) {
    await page.fill("#text", sample);
    await status(page, "A valid report");
    await page.selectOption("#variant", "6");
    await page.waitForSelector("text=Why not variant 6?");
    await look(page, `why-not-${size}`);
    return { told: await page.textContent("#workup-body"),
      focus: await page.evaluate(() => document.activeElement.id) };
  },

  async answer(page, size) {
    const open = JSON.parse(sample);
    delete open.findings[0].distribution;
    await page.fill("#text", JSON.stringify(open, null, 2));
    await page.waitForSelector("#questions table");
    await look(page, `answer-${size}`);
    await page.click('#questions button:text-is("grouped")');
    await page.waitForSelector("text=variant 4.");
    return { made: (await tree(page)).findings[0].distribution };
  },

  // A question of the current topics is answered beside the report, and can be taken back.
  async current(page, size) {
    await page.fill("#text", readFileSync(`${folder}/lump.json`, "utf8"));
    await page.waitForSelector("#asked-age_years");
    const open = await page.textContent("#questions-body");
    await page.fill("#asked-age_years", "35");
    await page.press("#asked-age_years", "Enter");
    await page.waitForSelector("#current >> text=variant 11");
    await look(page, `current-${size}`);
    const years = await page.locator("#current thead th").allTextContents();
    await page.click('#current button:text-is("Take back age years")');
    await page.waitForSelector("#current >> text=Not stated: age years.");
    return { open, years, report: await tree(page) };
  },

  async drop(page, size) {
    const bytes = [...readFileSync(`${folder}/report.dcm`)];
    await page.evaluate((given) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(given)], "report.dcm"));
      dispatchEvent(new DragEvent("drop", { dataTransfer: data, cancelable: true }));
    }, bytes);
    const told = await status(page, "was read");
    await look(page, `drop-${size}`);
    const wanted = page.waitForEvent("download");
    await page.click('#export button:text-is("DICOM SR")');
    const saved = await wanted;
    await saved.saveAs(`${folder}/saved-${size}.dcm`);
    return { told, made: await tree(page), name: saved.suggestedFilename() };
  },

  async prose(page, size) {
    const parts = await (await fetch(`${address}/health`)).json();
    if (!parts.parts["read-text"]) return { there: false };
    await page.fill("#text", readFileSync(`${folder}/dictated.txt`, "utf8"));
    await page.click("#read");
    await status(page, "was read");
    await look(page, `prose-${size}`);
    return { there: true, made: await tree(page),
      marks: await page.locator("#source mark").count() };
  },

  async hostile(page, size) {
    await page.fill("#text", readFileSync(`${folder}/hostile.json`, "utf8"));
    await status(page, "report");
    await page.click("#tab-marked");
    await page.click("#tab-form");
    await page.waitForSelector("#panel-form fieldset");
    await page.waitForTimeout(300);
    await look(page, `hostile-${size}`);
    return { run: await page.evaluate(() => globalThis.harmed ?? null),
      scripts: await page.locator('main script, main img:not([src^="data:image/svg+xml,"]), main iframe, main svg').count() };
  },

  async keyboard(page) {
    await page.keyboard.press("Tab");
    const first = await page.evaluate(() => document.activeElement.className);
    await page.focus("#tab-text");
    await page.keyboard.press("ArrowRight");
    const second = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press("ArrowRight");
    return { first, second,
      third: await page.evaluate(() => document.activeElement.getAttribute("aria-selected")) };
  },
};

const SIZES = {
  desktop: { viewport: { width: 1366, height: 850 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true,
    colorScheme: "dark" },
};

// Each language fills the phone, where the longest words show.
async function words(page) {
  for (const language of ["es", "pt", "de", "fr"]) {
    await visit(page, `?lang=${language}`);
    await page.fill("#text", sample);
    await page.waitForSelector("#prose-body p");
    await look(page, `words-${language}`, RULES.words);
    seen.languages[language] = {
      lang: await page.getAttribute("html", "lang"),
      title: await page.title(),
      status: await page.textContent("#status"),
      heading: await page.textContent("#workup-title"),
      prose: await page.getAttribute("#prose-body", "lang"),
      draft: await page.isVisible("#draft"),
    };
  }
  await page.selectOption("#language", "en");
  await page.waitForFunction(() => document.getElementById("status").textContent.startsWith("A valid"));
  seen.languages.en = {
    lang: await page.getAttribute("html", "lang"), address: page.url().replace(address, ""),
  };
}

async function all(size, options) {
  const page = await opened(options);
  for (const [name, journey] of Object.entries(journeys)) {
    try {
      await visit(page);
      seen.journeys[`${name}-${size}`] = await journey(page, size);
    } catch (error) {
      seen.journeys[`${name}-${size}`] = { failed: error.message };
    }
  }
  if (size === "phone") await words(page);
  await page.context().close();
}

await Promise.all(Object.entries(SIZES).map(([size, options]) => all(size, options)));
await browser.close();
writeFileSync(`${folder}/seen.json`, JSON.stringify(seen));
