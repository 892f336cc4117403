// Show a report in prose, each sentence a way to the member that it speaks of, and the map.

import { el, fill, visible } from "./dom.js";
import { placeOf, places } from "./places.js";

export function showProse(target, map, answer, text, go) {
  const found = places(text);
  const { said } = answer;
  target.lang = said.language;
  fill(target, said.sections.map((section) => [
    section.title ? el("h3", {}, visible(section.title)) : null,
    section.sentences.map((sentence) => el("p", {}, sentence.pointers.length
      ? el("button", {
        type: "button", class: "sentence",
        onclick: () => go(placeOf(found, sentence.pointers[0])),
      }, visible(sentence.text))
      : visible(sentence.text))),
  ]));
  fill(map, answer.map ? drawing(answer.map) : null);
}

// The pictures are images: whatever stands in them cannot run. The words say all that they show.
function drawing(map) {
  return el("figure", { lang: map.language },
    el("figcaption", {}, visible(map.title)),
    el("div", { class: "pictures" }, Object.values(map.pictures).map((picture) =>
      el("figure", {},
        el("figcaption", {}, titleOf(picture)),
        el("img", { src: `data:image/svg+xml,${encodeURIComponent(picture)}`, alt: "" })))),
    el("ul", {}, [...map.lines, ...map.unplaced, ...map.notes]
      .map((line) => el("li", {}, visible(line)))));
}

function titleOf(picture) {
  // Its style is for the image alone; read here, the policy of the page would refuse it.
  const bare = picture.replace(/<style[^>]*>[^<]*<\/style>/g, "");
  const read = new DOMParser().parseFromString(bare, "image/svg+xml");
  return visible(read.querySelector("title")?.textContent ?? "");
}
