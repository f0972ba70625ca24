// Suggestions while a name is typed, and the search of a published site, which has no program behind it.
"use strict";
const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ");

const input = document.getElementById("q");
const list = document.getElementById("suggestions");
let last = "";
let waiting = 0;

async function suggest() {
  const text = input.value.trim();
  if (text === last || text.length < 2) return;
  last = text;
  const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(text)}`);
  if (!answer.ok) return;
  list.replaceChildren(...(await answer.json()).map((name) => {
    const option = document.createElement("option");
    option.value = name;
    return option;
  }));
}

if (input && input.dataset.suggest) {
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 150);
  });
}

const results = document.querySelector("ul[data-static]:not([data-static=''])");
const query = new URLSearchParams(location.search).get("q");
if (results && query && !results.children.length && document.documentElement.dataset.published !== undefined) {
  const wanted = fold(query);
  const ending = location.pathname.match(/\.(?:fr|en)\.html$/)?.[0] ?? ".html";
  fetch(results.dataset.static).then((answer) => answer.json()).then((entities) => {
    input.value = query;
    const rate = (name) => (name === wanted ? 3 : name.startsWith(wanted) ? 2 : ` ${name}`.includes(` ${wanted}`) ? 1 : 0);
    const rated = entities.map((it) => [Math.max(...it.names.map((name) => rate(fold(name)))), it]).filter(([rank]) => rank > 0);
    rated.sort((a, b) => b[0] - a[0]);
    results.replaceChildren(...rated.slice(0, 50).map(([, it]) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `${it.path}${ending}`;
      link.textContent = it.names[0];
      item.append(link);
      return item;
    }));
    document.querySelector(".nothing").hidden = rated.length > 0;
  });
}
