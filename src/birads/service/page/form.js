// Make a form from the published schema: every member of a report, and nothing that is none.
//
// What is not stated is not there: taking a value back removes the member. An empty list is said
// by "none", because it means "looked for and absent".

import { el, fill, said } from "./dom.js";
import { t } from "./labels.js";

const ALWAYS = new Set(["id", "exam", "breast", "category", "location", "date", "longest_mm"]);
const LONG = new Set(["text", "narrative", "technique", "indication", "clinical_history"]);

export class Form {
  constructor(target, schema, changed) {
    this.target = target;
    this.schema = schema;
    this.changed = changed;
    this.count = 0;
  }

  show(tree) {
    this.tree = tree;
    this.redraw();
  }

  redraw(focus) {
    this.count = 0;
    fill(this.target, this.members(this.schema, this.tree, t("report"), ""));
    const next = focus && this.target.querySelector(`[data-path="${CSS.escape(focus)}"]`);
    next?.focus();
  }

  told(redraw, focus) {
    this.changed(this.tree);
    if (redraw) this.redraw(focus);
  }

  resolved(schema) {
    let found = schema;
    while (found.$ref) found = this.schema.$defs[found.$ref.split("/").pop()];
    return found;
  }

  // The schema of a member of a union, chosen by its tag; the union of findings has "kind".
  branch(schema, value) {
    const found = this.resolved(schema);
    const tag = this.tagOf(found);
    if (!tag) return found;
    const row = found.allOf.find((one) => one.if.properties[tag].const === value?.[tag]);
    return row ? this.resolved(row.then) : found;
  }

  tagOf(schema) {
    return schema.allOf && Object.keys(schema.properties ?? {})
      .find((name) => schema.properties[name].enum && schema.allOf[0].if?.properties?.[name]);
  }

  members(schema, value, title, path) {
    const found = this.branch(schema, value);
    const names = Object.keys(found.properties ?? {});
    const shown = names.filter((name) => this.isShown(found, name, value, path));
    const rest = names.filter((name) => !shown.includes(name) && name !== "extensions");
    return [
      shown.map((name) => this.member(found, name, value, `${path}/${name}`)),
      rest.length ? this.adder(found, rest, value, title, path) : null,
    ];
  }

  isShown(schema, name, value, path) {
    if (name in value && name !== "extensions") return true;
    if ((schema.required ?? []).includes(name)) return true;
    if (path === "") return ["edition", "exams", "findings", "assessments"].includes(name);
    return /^\/(findings|exams)\/\d+$/.test(path)
      ? ALWAYS.has(name) || this.isWord(schema.properties[name]) : ALWAYS.has(name);
  }

  isWord(schema) {
    return Boolean(this.wordsOf(schema));
  }

  // The words of a member that takes one, or several; null for anything else.
  wordsOf(schema) {
    const found = this.resolved(schema);
    if (found.enum) return { words: found.enum, schema: found, many: false };
    if (found.then && found.then.type === "array") {
      const words = this.wordsOf(found.else);
      return words && { ...words, many: true, lone: true };
    }
    if (found.type === "array") {
      const words = this.wordsOf(found.items);
      return words && !words.many ? { ...words, many: true, lone: false } : null;
    }
    return null;
  }

  member(parent, name, value, path) {
    const schema = this.resolved(parent.properties[name]);
    const about = parent.properties[name].description ?? "";
    if (schema.const !== undefined) return null;
    const words = this.wordsOf(schema);
    if (words?.many) return this.several(words, name, value, path, about);
    if (words) return this.select(words, name, value, path, about);
    if (schema.type === "array") return this.list(schema, name, value, path, about);
    if (schema.properties) {
      return this.group(schema, name, value, path, about);
    }
    if (schema.type === "boolean") {
      const yesNo = { words: [true, false], schema };
      return this.select(yesNo, name, value, path, about);
    }
    return this.input(schema, name, value, path, about);
  }

  field(name, path, about, control) {
    const id = `field-${this.count += 1}`;
    control.id = id;
    control.dataset.path = path;
    if (about) control.title = about;
    return el("div", { class: "field" }, el("label", { for: id }, said(label(name))), control);
  }

  select(words, name, value, path, about) {
    const control = el("select", { onchange: () => {
      const chosen = words.words.find((word) => String(word) === control.value);
      put(value, name, chosen);
      this.told(false);
    } },
    el("option", { value: "" }, t("no_value")),
    words.words.map((word) => el("option",
      { value: String(word), selected: value[name] === word, lang: typeof word === "string" && "en" },
      this.wordLabel(words.schema, word))));
    return this.field(name, path, about, control);
  }

  wordLabel(schema, word) {
    if (word === true) return t("yes");
    if (word === false) return t("no");
    return schema.$defs?.[word]?.title ?? String(word).replaceAll("_", " ");
  }

  several(words, name, value, path, about) {
    const now = value[name] === undefined ? [] : [value[name]].flat();
    const choose = () => {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      if (chosen.length) none.checked = false;
      if (none.checked && !words.lone) value[name] = [];
      else put(value, name, chosen.length === 0 ? undefined
        : words.lone && chosen.length === 1 ? chosen[0] : chosen);
      this.told(false);
    };
    const boxes = words.words.map((word) => el("input",
      { type: "checkbox", value: word, checked: now.includes(word), onchange: choose }));
    const none = el("input", { type: "checkbox",
      checked: Array.isArray(value[name]) && !value[name].length,
      onchange: () => {
        if (none.checked) boxes.forEach((box) => { box.checked = false; });
        choose();
      } });
    return el("fieldset", { title: about }, el("legend", {}, said(label(name))),
      el("div", { class: "choices" },
        words.words.map((word, index) =>
          el("label", {}, boxes[index], said(this.wordLabel(words.schema, word)))),
        words.lone ? null : el("label", {}, none, t("none"))));
  }

  input(schema, name, value, path, about) {
    const whole = schema.type === "integer" || schema.else?.type === "integer";
    const number = schema.type === "number" || schema.type === "integer";
    const control = LONG.has(name) && schema.type === "string"
      ? el("textarea", { rows: 3 })
      : el("input", { type: number ? "number" : "text", min: schema.minimum, max: schema.maximum,
        step: number ? schema.multipleOf ?? (whole ? 1 : "any") : null });
    control.value = value[name] === undefined ? "" : String(value[name]);
    control.addEventListener("input", () => {
      const text = control.value;
      const read = text !== "" && (number || (whole && /^\d+$/.test(text)));
      put(value, name, text === "" ? undefined : read ? Number(text) : text);
      this.told(false);
    });
    return this.field(name, path, about, control);
  }

  group(schema, name, value, path, about) {
    const there = value[name] ?? {};
    const held = new Proxy(there, { set: (target, key, given) => {
      target[key] = given;
      value[name] = target;
      return true;
    } });
    return el("fieldset", { title: about }, el("legend", {}, said(label(name))),
      this.members(schema, held, label(name), path),
      name in value ? this.remover(label(name), () => { delete value[name]; }) : null);
  }

  list(schema, name, value, path, about) {
    const items = value[name] ?? [];
    const one = this.resolved(schema.items);
    const tag = this.tagOf(one);
    const add = (made) => {
      value[name] = [...items, made];
      this.told(true, `${path}/${items.length}/${tag ? "exam" : Object.keys(made)[0] ?? ""}`);
    };
    return el("fieldset", { title: about }, el("legend", {}, said(label(name))),
      items.map((item, index) => this.item(one, item, index, items, value, name, path)),
      tag ? this.tagged(one, tag, name, add)
        : el("button", { type: "button",
          onclick: () => add(one.type === "object" ? {} : "") }, t("add_to", { name: label(name) })));
  }

  item(schema, item, index, items, value, name, path) {
    const drop = () => {
      value[name] = items.filter((_, other) => other !== index);
      if (!value[name].length) delete value[name];
    };
    const here = `${path}/${index}`;
    const title = `${label(name)} ${index + 1}`;
    if (schema.type !== "object") {
      return el("div", {}, this.input(schema, String(index), items, here, ""),
        this.remover(title, drop));
    }
    const tag = this.tagOf(schema);
    const kind = tag ? `: ${item[tag] ?? ""}` : "";
    return el("fieldset", {}, el("legend", {}, said(`${title}${kind}`)),
      this.members(schema, item, title, here), this.remover(title, drop));
  }

  tagged(schema, tag, name, add) {
    const choose = el("select", { "aria-label": t("kind_to_add", { name: label(name) }) },
      schema.properties[tag].enum.map((word) => el("option", { value: word, lang: "en" },
        word.replaceAll("_", " "))));
    return el("div", { class: "tools" }, choose, el("button", { type: "button", onclick: () => {
      add({ [tag]: choose.value, ...this.first(name, choose.value) });
    } }, t("add_to", { name: label(name) })));
  }

  // A new part has an id that no other has; a finding belongs to the only exam that fits.
  first(name, kind) {
    const used = new Set((this.tree[name] ?? []).map((one) => one.id));
    const stem = kind.split(".").pop().split("_")[0];
    let number = 1;
    while (used.has(`${stem}-${number}`)) number += 1;
    const made = { id: `${stem}-${number}` };
    const exams = this.tree.exams ?? [];
    if (name === "findings" && exams.length === 1) made.exam = exams[0].id;
    return made;
  }

  remover(title, drop) {
    return el("button", { type: "button", onclick: () => {
      drop();
      this.told(true);
    } }, t("remove", { name: title }));
  }

  adder(schema, names, value, title, path) {
    const choose = el("select", { "aria-label": t("member_to_add", { name: title }), onchange: () => {
      const name = choose.value;
      const found = this.resolved(schema.properties[name]);
      value[name] = found.type === "array" || found.then?.type === "array" ? []
        : found.properties ? {} : found.enum ? found.enum[0]
          : found.type === "boolean" ? true : found.type === "string" ? "" : found.minimum ?? 1;
      this.told(true, `${path}/${name}`);
    } },
    el("option", { value: "" }, t("add_member")),
    names.map((name) => el("option",
      { value: name, title: schema.properties[name].description, lang: "en" }, label(name))));
    return el("div", { class: "tools" }, choose);
  }
}

function put(value, name, given) {
  if (given === undefined) delete value[name];
  else value[name] = given;
}

function label(name) {
  return name.replaceAll("_", " ").replace(/ mm$/, " (mm)");
}
