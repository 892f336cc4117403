// Find where in a text of JSON each pointer stands (RFC 6901), as far as the text can be read.

export function places(text) {
  const found = new Map();
  let at = 0;

  function space() {
    while (at < text.length && " \t\r\n".includes(text[at])) at += 1;
  }

  function string() {
    const start = at;
    at += 1;
    while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
    at += 1;
    try {
      return JSON.parse(text.slice(start, at));
    } catch {
      return null;
    }
  }

  function value(pointer, depth) {
    space();
    const start = at;
    if (depth > 64 || at >= text.length) return false;
    let whole = true;
    if (text[at] === "{" || text[at] === "[") whole = inside(pointer, depth);
    else if (text[at] === '"') string();
    else while (at < text.length && !",]}\r\n\t ".includes(text[at])) at += 1;
    if (!found.has(pointer)) found.set(pointer, { start, end: at });
    return whole && at > start;
  }

  function inside(pointer, depth) {
    const named = text[at] === "{";
    at += 1;
    for (let index = 0; ; index += 1) {
      space();
      if (at >= text.length) return false;
      if (text[at] === "}" || text[at] === "]") {
        at += 1;
        return true;
      }
      if (text[at] === ",") {
        at += 1;
        index -= 1;
        continue;
      }
      let name = String(index);
      if (named) {
        if (text[at] !== '"') return false;
        name = string();
        space();
        if (name === null || text[at] !== ":") return false;
        at += 1;
      }
      const below = `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      if (!value(below, depth + 1)) return false;
    }
  }

  value("", 0);
  return found;
}

// The place of a pointer, or of the nearest part around it that the text has.
export function placeOf(found, pointer) {
  for (let name = pointer; ; name = name.slice(0, name.lastIndexOf("/"))) {
    const place = found.get(name);
    if (place) return place;
    if (!name.includes("/")) return { start: 0, end: 0 };
  }
}

export function lineOf(text, offset) {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1)) {
    line += 1;
  }
  return line;
}

export function valueAt(tree, pointer) {
  return pointer.split("/").slice(1).reduce(
    (node, name) => node?.[name.replaceAll("~1", "/").replaceAll("~0", "~")], tree);
}
