// A graph that grows as its names are clicked: each brings what is said of it. The address names them, so that a link leads others to the same graph.
"use strict";
(() => {
const place = document.getElementById("explore");
const labels = JSON.parse(document.getElementById("labels").textContent);
const language = document.documentElement.lang;
const { root, ending } = place.dataset;
const grown = []; // paths of entities, in the order in which they were clicked
const left = new Map(); // how many statements of an entity are not drawn
let chosen = null;

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};
const style = getComputedStyle(document.documentElement);
const colour = (name) => style.getPropertyValue(`--${name}`).trim();
const KINDS = { Organization: "#2f6fd0", Person: "#c2571a", Place: "#2e8b57", Product: "#8a4fbf", Token: "#8a4fbf" };
const LINES = { completed: ["done", "solid"], planned: ["plan", "dashed"], rumoured: ["plan", "dashed"], cancelled: ["no", "dotted"], denied: ["no", "dotted"] };
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
place.hidden = false;
const cy = cytoscape({
  container: document.getElementById("drawn"),
  style: [
    { selector: "node", style: { width: "data(size)", height: "data(size)", "background-color": "data(colour)", label: "data(name)", color: colour("ink"), "font-size": 12,
      "text-wrap": "wrap", "text-max-width": 130, "text-valign": "bottom", "text-margin-y": 4, "text-outline-color": colour("paper"), "text-outline-width": 2, "overlay-opacity": 0 } },
    { selector: "node.grown", style: { "border-width": 3, "border-color": colour("ink") } },
    { selector: "node.chosen", style: { "border-width": 4, "border-color": colour("link") } },
    { selector: "edge", style: { width: 1.6, label: "data(label)", "font-size": 9, color: colour("soft"), "text-rotation": "autorotate", "text-background-color": colour("paper"),
      "text-background-opacity": 0.85, "min-zoomed-font-size": 8, "curve-style": "bezier", "target-arrow-shape": "triangle", "arrow-scale": 0.9, "overlay-opacity": 0 } },
    ...Object.entries(LINES).map(([status, [name, line]]) => ({ selector: `edge.${status}`, style: { "line-color": colour(name), "target-arrow-color": colour(name), "line-style": line } })),
    { selector: "edge.chosen", style: { width: 4 } },
  ],
  minZoom: 0.1, maxZoom: 4, boxSelectionEnabled: false, autounselectify: true,
});

// Far away, names grow against the drawing, so that they can still be read.
let grownBy = 1;
const enlarge = () => {
  const wanted = Math.min(1.8, Math.max(1, 0.95 / cy.zoom()));
  if (Math.abs(wanted - grownBy) < 0.05) return;
  grownBy = wanted;
  cy.style().selector("node").style({ "font-size": 12 * wanted, "text-max-width": 130 * wanted }).selector("edge").style({ "font-size": 9 * wanted }).update();
};
cy.on("zoom", enlarge);

const label = (of, name) => labels[of][name] ?? name;
const page = (path, text) => make("a", { href: `${root}${path}${ending}` }, make("bdi", {}, text));
const amount = (edge) => edge.data("amount")?.[language] ?? "";

// What is said of a name, or one statement.
function tell() {
  const told = document.getElementById("told");
  const item = (edge) => {
    const [from, to] = [edge.source(), edge.target()];
    const more = [amount(edge), edge.data("when")].filter(Boolean).map((text) => ` · ${text}`).join("");
    return make("li", {}, page(from.id(), from.data("name")), ` ${edge.data("label")} `, page(to.id(), to.data("name")), more, " ",
      make("a", { class: `status ${edge.data("status")}`, href: `${root}${edge.id()}${ending}` }, label("statuses", edge.data("status"))));
  };
  if (!chosen) { told.replaceChildren(); return; }
  const title = chosen.isNode() ? page(chosen.id(), chosen.data("name")) : labels.statement;
  const kind = chosen.isNode() ? make("small", {}, ` ${label("kinds", chosen.data("kind"))}`) : "";
  const edges = chosen.isNode() ? chosen.connectedEdges().toArray() : [chosen];
  const rest = chosen.isNode() && left.get(chosen.id()) ? [make("p", {}, `+ ${left.get(chosen.id())} ${labels.more}`)] : [];
  told.replaceChildren(make("h2", { id: "chosen" }, title, kind), make("ul", {}, ...edges.map(item)), ...rest);
}

// The names of the drawing, for the keyboard and for those who do not see it.
function list() {
  const nodes = cy.nodes().toArray().sort((a, b) => a.data("name").localeCompare(b.data("name"), language));
  const held = document.activeElement?.dataset?.node;
  document.getElementById("nodes").replaceChildren(...nodes.map((node) => {
    const button = make("button", { type: "button", "data-node": node.id(), "aria-pressed": String(node.same(chosen ?? cy.collection())), class: node.hasClass("grown") ? "grown" : "" }, make("bdi", {}, node.data("name")));
    button.addEventListener("click", () => take(node.id()));
    return make("li", {}, button);
  }));
  if (held) document.querySelector(`#nodes [data-node="${CSS.escape(held)}"]`)?.focus();
  document.getElementById("count").textContent = String(nodes.length);
}

function choose(element) {
  chosen = element;
  cy.elements().removeClass("chosen");
  if (chosen) chosen.addClass("chosen");
  tell();
  list();
}

// Adds what an answer holds: new names stand around the one that was clicked, then everything finds its place.
function add(answer) {
  const centre = cy.getElementById(answer.entity);
  const from = centre.nonempty() ? centre.position() : { x: 0, y: 0 };
  const fresh = answer.nodes.filter((node) => cy.getElementById(node.id).empty());
  cy.batch(() => {
    fresh.forEach((node, at) => {
      const turn = (2 * Math.PI * at) / fresh.length;
      const far = node.id === answer.entity ? 0 : 120;
      cy.add({ group: "nodes", data: { id: node.id, name: node.name, kind: node.kind, colour: KINDS[node.kind] ?? "#6b7280", size: 14 + Math.min(30, 4 * Math.sqrt(node.statements)) },
        position: { x: from.x + far * Math.cos(turn), y: from.y + far * Math.sin(turn) } });
    });
    for (const edge of answer.edges) {
      if (cy.getElementById(edge.id).nonempty()) continue;
      cy.add({ group: "edges", classes: edge.status, data: { ...edge, source: edge.from, target: edge.to, label: label("relations", edge.relation) } });
    }
    cy.getElementById(answer.entity).addClass("grown");
  });
  left.set(answer.entity, answer.left);
  cy.layout({ name: "cose", randomize: false, animate: still ? false : "end", animationDuration: 300, fit: true, padding: 40, nodeRepulsion: () => 400000, idealEdgeLength: () => 130,
    // Two lines between the same names pull no more than one.
    edgeElasticity: (edge) => 60 * edge.parallelEdges().length, nodeOverlap: 30, gravity: 0.4, numIter: 1000 }).run();
}

async function grow(path) {
  if (grown.includes(path)) return;
  grown.push(path);
  // A page from a file may fetch nothing.
  const answer = await fetch(`${root}${path}.graph.json`).catch(() => null);
  if (!answer?.ok) { grown.splice(grown.indexOf(path), 1); return; }
  add(await answer.json());
  const query = grown.map((one) => one.replace(/^entity\//, "entity=")).join("&");
  history.replaceState(null, "", `?${query}`);
  // The page in the other language shows the same graph.
  for (const link of document.querySelectorAll("nav a[hreflang]")) link.search = query;
}

async function take(path) {
  await grow(path);
  const node = cy.getElementById(path);
  if (node.nonempty()) choose(node);
}

cy.on("tap", "node", (event) => take(event.target.id()));
cy.on("tap", "edge", (event) => choose(event.target));
cy.on("tap", (event) => { if (event.target === cy) choose(null); });
document.getElementById("again").addEventListener("click", () => {
  const first = grown[0];
  grown.length = 0;
  cy.elements().remove();
  choose(null);
  take(first);
});

(async () => {
  // Names stand in the address as they stand in the addresses of pages: already encoded.
  const wanted = location.search.slice(1).split("&").filter((pair) => /^entity=[^/]+$/.test(pair)).slice(0, 50);
  for (const pair of wanted) await take(pair.replace("=", "/"));
  const found = grown.length > 0;
  place.hidden = !found;
  document.getElementById("begin").hidden = found;
})();
})();
