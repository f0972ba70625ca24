// The page of an exported graph: draws it, filters it, and shows the words behind every edge.
// Runs alone in the file that `relata export -o graph.html` writes; cytoscape.js is in scope.
'use strict';
(() => {
const started = performance.now();
const $ = (id) => document.getElementById(id);
const read = (id) => JSON.parse($(id).textContent);
const data = read('data');
const words = read('words');
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'class') element.className = value;
    else if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};
const keep = { get: (key) => { try { return localStorage.getItem('relata-' + key); } catch { return null; } },
               set: (key, value) => { try { localStorage.setItem('relata-' + key, value); } catch { /* a page from a file may have no store */ } } };

// Words and numbers

let language = keep.get('language') || (navigator.language || 'en').slice(0, 2);
if (!words[language]) language = 'en';
const say = (key) => words[language][key] ?? words.en[key] ?? key;
const relation = (fact) => data.relations[fact.r].labels[language] ?? data.relations[fact.r].name;
const amount = (value) => {
  if (!value) return '';
  const scale = [[1e9, 'billion'], [1e6, 'million'], [1e4, 'thousand']].find(([least]) => Math.abs(value.n) >= least);
  const number = (scale ? value.n / (scale[1] === 'thousand' ? 1e3 : scale[0]) : value.n).toLocaleString(language, { maximumFractionDigits: 2 });
  const bound = { 'at-least': say('atLeast') + ' ', 'at-most': say('atMost') + ' ', about: say('about1') + ' ' }[value.b] ?? '';
  return `${bound}${number}${scale ? '\u00a0' + say(scale[1]) : ''}\u00a0${value.u}`;
};
const date = (text) => {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text), month = /^(\d{4})-(\d\d)$/.exec(text);
  const show = (year, at, of, options) => new Date(Date.UTC(year, at - 1, of)).toLocaleDateString(language, { ...options, timeZone: 'UTC' });
  if (day) return show(+day[1], +day[2], +day[3], { year: 'numeric', month: 'long', day: 'numeric' });
  if (month) return show(+month[1], +month[2], 1, { year: 'numeric', month: 'long' });
  return text;
};
const period = (fact) => (!fact.w ? '' : fact.w.e ? `${say('from')} ${date(fact.w.s)} ${say('to')} ${date(fact.w.e)}` : date(fact.w.s));
const fold = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

// A date's first and last day as numbers of days.
const span = (text) => {
  const [, year, half, quarter, month, day] = /^(\d{4})(?:-H([12])|-Q([1-4])|-(\d\d)(?:-(\d\d))?)?$/.exec(text) || [];
  if (!year) return null;
  const at = (y, m, d) => Date.UTC(y, m - 1, d) / 864e5;
  const until = (first, last) => [at(+year, first, 1), at(+year, last + 1, 0)];
  if (day) return [at(+year, +month, +day), at(+year, +month, +day)];
  if (month) return until(+month, +month);
  if (quarter) return until(quarter * 3 - 2, quarter * 3);
  if (half) return until(half * 6 - 5, half * 6);
  return until(1, 12);
};

const nodes = data.nodes, facts = data.facts;
nodes.forEach((node, number) => { node.number = number; node.facts = []; node.folded = [node.n, ...node.a].map(fold); });
facts.forEach((fact, number) => {
  fact.number = number;
  nodes[fact.s].facts.push(fact);
  if (fact.t >= 0 && fact.t !== fact.s) nodes[fact.t].facts.push(fact);
  fact.days = fact.w ? [span(fact.w.s)?.[0], (span(fact.w.e || fact.w.s) || [])[1]] : null;
  if (fact.days && fact.days.some((day) => day === undefined)) fact.days = null;
});
const byNode = new Map(nodes.map((node) => [node.i, node]));
const byFact = new Map(facts.map((fact) => [fact.i, fact]));

// What is shown

const STATUSES = ['completed', 'planned', 'rumoured', 'cancelled', 'denied'].filter((name) => facts.some((fact) => fact.st === name));
const KINDS = Object.keys(data.kinds).filter((kind) => nodes.some((node) => node.k === kind));
const RELATIONS = [...new Set(facts.map((fact) => fact.r))].sort((a, b) => count((fact) => fact.r === b) - count((fact) => fact.r === a) || a - b);
function count(test) { return facts.reduce((sum, fact) => sum + (test(fact) ? 1 : 0), 0); }
const dated = facts.filter((fact) => fact.days);
const first = Math.min(...dated.map((fact) => fact.days[0])), last = Math.max(...dated.map((fact) => fact.days[1]));
const largest = Math.max(1, ...facts.map((fact) => (fact.v ? Math.abs(fact.v.n) : 0)));
const everything = () => ({ statuses: new Set(STATUSES), kinds: new Set(KINDS), relations: new Set(RELATIONS), since: first, until: last, undated: true, amount: 0 });
let filter = everything();
let selected = null; // { node } or { fact }
let text = '';
let shown = facts;

const passes = (fact) =>
  filter.statuses.has(fact.st) && filter.relations.has(fact.r) && filter.kinds.has(nodes[fact.s].k) && (fact.t < 0 || filter.kinds.has(nodes[fact.t].k))
  && (fact.days ? fact.days[1] >= filter.since && fact.days[0] <= filter.until : filter.undated)
  && (filter.amount === 0 || (fact.v && Math.abs(fact.v.n) >= filter.amount));
const wordy = (fact) => !text || nodes[fact.s].folded[0].includes(text) || (fact.t >= 0 && nodes[fact.t].folded[0].includes(text)) || fact.e.some((evidence) => fold(evidence.t).includes(text));

// The drawing

document.documentElement.dataset.theme = keep.get('theme') || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
const LARGE = facts.length > 1200;
const theme = () => (document.documentElement.dataset.theme === 'dark'
  ? { ink: '#e8eaee', paper: '#13161b', edge: '#8b94a4', planned: '#7fa0cc', rumoured: '#cfa05c', gone: '#565e6b', accent: '#6cb6f2' }
  : { ink: '#1d2129', paper: '#f6f6f3', edge: '#7b8391', planned: '#5f7fa8', rumoured: '#b07d3a', gone: '#b9bdc4', accent: '#0b63a5' });
// Far away, names, dots and lines grow against the drawing, so that an overview can still be read.
let scale = 1;
const sheet = () => {
  const c = theme();
  const grown = (name, power) => (LARGE ? `data(${name})` : (element) => element.data(name) * scale ** power);
  const line = (status, style) => ({ selector: `edge.${status}`, style });
  return [
    { selector: 'node', style: { width: grown('size', 0.55), height: grown('size', 0.55), 'background-color': 'data(color)', label: 'data(label)', color: c.ink,
      'font-family': 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif', 'font-size': grown('font', 0.92), 'font-weight': 500,
      'text-valign': 'bottom', 'text-margin-y': 4, 'text-wrap': 'wrap', 'text-max-width': 116 * scale ** 0.7, 'text-outline-color': c.paper, 'text-outline-width': 2.5 * scale ** 0.6,
      'min-zoomed-font-size': LARGE ? 9 : 5, 'border-width': 2 * scale ** 0.6, 'border-color': c.paper, 'overlay-opacity': 0, 'transition-property': 'opacity', 'transition-duration': LARGE ? 0 : 120 } },
    { selector: 'edge', style: { width: grown('width', 0.8), 'curve-style': LARGE ? 'haystack' : 'bezier', 'haystack-radius': 0, 'control-point-step-size': 26, 'line-color': c.edge, 'target-arrow-color': c.edge,
      'target-arrow-shape': LARGE ? 'none' : 'triangle', 'arrow-scale': 0.85 * scale ** 0.3, 'overlay-opacity': 0, opacity: LARGE ? 0.55 : 0.9, 'transition-property': 'opacity', 'transition-duration': LARGE ? 0 : 120 } },
    ...(LARGE ? [] : [{ selector: 'edge', style: { label: 'data(label)', 'font-size': 8.5, color: c.edge, 'text-rotation': 'autorotate', 'text-background-color': c.paper, 'text-background-opacity': 0.85,
      'text-background-padding': 1.5, 'min-zoomed-font-size': 7, 'font-family': 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif' } }]),
    line('planned', { 'line-style': 'dashed', 'line-dash-pattern': [7, 4], 'line-color': c.planned, 'target-arrow-color': c.planned, color: c.planned }),
    line('rumoured', { 'line-style': 'dotted', 'line-color': c.rumoured, 'target-arrow-color': c.rumoured, 'target-arrow-fill': 'hollow', color: c.rumoured }),
    line('cancelled', { 'line-style': 'dashed', 'line-dash-pattern': [3, 4], 'line-color': c.gone, 'target-arrow-color': c.gone, ...(LARGE ? {} : { 'target-arrow-shape': 'tee' }), color: c.gone }),
    line('denied', { 'line-style': 'dotted', 'line-color': c.gone, 'target-arrow-color': c.gone, ...(LARGE ? {} : { 'target-arrow-shape': 'circle' }), 'target-arrow-fill': 'hollow', color: c.gone }),
    { selector: '.out', style: { display: 'none' } },
    { selector: '.far', style: { opacity: 0.18, 'text-opacity': 0.35 } },
    { selector: 'node.near', style: { 'z-index': 10, 'min-zoomed-font-size': 0 } },
    { selector: 'edge.near', style: { opacity: 1, 'z-index': 9, ...(LARGE ? { 'curve-style': 'straight', 'target-arrow-shape': 'triangle' } : {}) } },
    { selector: 'node.chosen', style: { 'border-color': c.accent, 'border-width': 4, 'font-weight': 700, 'z-index': 20, 'min-zoomed-font-size': 0 } },
    { selector: 'edge.chosen', style: { width: 4, opacity: 1, 'z-index': 19, 'line-color': c.accent, 'target-arrow-color': c.accent, color: c.accent, 'font-size': 11, 'min-zoomed-font-size': 0, label: 'data(label)', 'text-background-color': c.paper, 'text-background-opacity': 0.9 } },
  ];
};
const edges = facts.filter((fact) => fact.t >= 0);
const weight = (node) => node.facts.length;
const cy = cytoscape({
  container: $('canvas'),
  elements: [
    ...nodes.map((node) => ({ group: 'nodes', data: { id: 'n' + node.number, label: node.n, color: data.kinds[node.k], size: 15 + 6.5 * Math.sqrt(weight(node)), font: Math.min(17, 10 + Math.sqrt(weight(node)) * 1.3) }, position: { x: node.x, y: -node.y } })),
    ...edges.map((fact) => ({ group: 'edges', classes: fact.st, data: { id: 'f' + fact.number, source: 'n' + fact.s, target: 'n' + fact.t, label: relation(fact), width: Math.min(5, 1.1 + 0.6 * (fact.e.length - 1)) } })),
  ],
  style: sheet(), layout: { name: 'preset', fit: false }, minZoom: 0.02, maxZoom: 6, boxSelectionEnabled: false, autounselectify: true,
  textureOnViewport: LARGE, hideEdgesOnViewport: false, pixelRatio: LARGE ? 1 : 'auto', motionBlur: false,
});
const grow = () => {
  const wanted = Math.min(2.6, Math.max(1, 0.86 / cy.zoom()));
  if (Math.abs(wanted / scale - 1) > 0.06) { scale = wanted; cy.style(sheet()); }
};
if (!LARGE) { let soon = 0; cy.on('zoom', () => { cancelAnimationFrame(soon); soon = requestAnimationFrame(grow); }); }
const drawnNode = (node) => cy.getElementById('n' + node.number);
const drawnFact = (fact) => cy.getElementById('f' + fact.number);
// The frame of many nodes; asking for their labels' would draw them all.
const around = (some) => {
  const box = { x1: Infinity, y1: Infinity, x2: -Infinity, y2: -Infinity };
  for (const { x, y } of some) { box.x1 = Math.min(box.x1, x); box.x2 = Math.max(box.x2, x); box.y1 = Math.min(box.y1, -y); box.y2 = Math.max(box.y2, -y); }
  return { ...box, w: box.x2 - box.x1, h: box.y2 - box.y1 };
};
let still = true; // until the first picture stands
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const fit = (elements, padding = 46) => {
  const seen = elements && elements.nonempty() ? elements : LARGE ? cy.nodes() : cy.elements(':visible');
  if (seen.empty()) return;
  const box = LARGE && !elements ? around(nodes.filter((node) => !node.out)) : seen.boundingBox({ includeLabels: true });
  const zoom = Math.min((cy.width() - 2 * padding) / Math.max(box.w, 1), (cy.height() - 2 * padding) / Math.max(box.h, 1), elements ? 1.6 : 2.2);
  const pan = { x: cy.width() / 2 - zoom * (box.x1 + box.x2) / 2, y: cy.height() / 2 - zoom * (box.y1 + box.y2) / 2 };
  if (calm || LARGE || still) cy.viewport({ zoom, pan }); else cy.stop().animate({ zoom, pan, duration: 260, easing: 'ease-out-cubic' });
};

// Filters

const sample = (status) => {
  const c = theme();
  const [colour, dash, end] = { completed: [c.edge, '', 'M27 1.500 33 5l-6 3.500z'], planned: [c.planned, '6 3', 'M27 1.500 33 5l-6 3.500z'], rumoured: [c.rumoured, '1.500 3', 'M27 1.500 33 5l-6 3.500z'], cancelled: [c.gone, '3 3', 'M32 1v8'], denied: [c.gone, '1.500 3', 'M28 5a2.500 2.500 0 1 0 5 0a2.500 2.500 0 1 0-5 0'] }[status];
  const box = make('span', { class: 'sample', 'aria-hidden': 'true' });
  box.innerHTML = `<svg viewBox="0 0 34 10" width="34" height="10"><path d="M1 5h27" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}" fill="none"/><path d="${end}" stroke="${colour}" stroke-width="${status === 'cancelled' ? 2 : 1}" fill="${status === 'completed' || status === 'planned' ? colour : 'none'}"/></svg>`;
  return box;
};
const dot = (kind) => make('span', { class: 'dot', style: `background:${data.kinds[kind]}`, 'aria-hidden': 'true' });
function choices(place, set, all, sign, name, test) {
  const box = $(place);
  box.querySelectorAll('.check').forEach((old) => old.remove());
  for (const value of all) {
    const input = make('input', { type: 'checkbox', onchange: () => { input.checked ? filter[set].add(value) : filter[set].delete(value); changed(); } });
    input.checked = filter[set].has(value);
    const only = make('button', { class: 'only', type: 'button', tabindex: -1, onclick: (event) => { event.preventDefault(); filter[set] = new Set([value]); controls(); changed(); } }, say('only'));
    box.append(make('label', { class: 'check' }, input, sign(value), make('span', { class: 'name' }, name(value)), only, make('span', { class: 'count' }, String(test(value)))));
  }
}
function controls() {
  choices('statuses', 'statuses', STATUSES, sample, say, (status) => count((fact) => fact.st === status));
  choices('kinds', 'kinds', KINDS, dot, say, (kind) => nodes.filter((node) => node.k === kind).length);
  choices('relations', 'relations', RELATIONS, () => '', (number) => data.relations[number].labels[language] ?? data.relations[number].name, (number) => count((fact) => fact.r === number));
  $('times').hidden = !dated.length || first === last;
  for (const [id, value] of [['since', filter.since], ['until', filter.until]]) Object.assign($(id), { min: first, max: last, step: 1, value });
  $('undated').checked = filter.undated;
  $('amounts').hidden = !facts.some((fact) => fact.v);
  $('amount').value = filter.amount ? Math.round((Math.log10(filter.amount) / Math.log10(largest)) * 100) : 0;
  ends();
}
const day = (number) => new Date(number * 864e5).toLocaleDateString(language, { year: 'numeric', month: 'short', timeZone: 'UTC' });
function ends() {
  $('since-said').textContent = day(filter.since);
  $('until-said').textContent = day(filter.until);
  $('since').setAttribute('aria-valuetext', day(filter.since));
  $('until').setAttribute('aria-valuetext', day(filter.until));
  const part = (value) => `${((value - first) / Math.max(1, last - first)) * 100}%`;
  document.querySelector('.track').style.setProperty('--from', part(filter.since));
  document.querySelector('.track').style.setProperty('--to', part(filter.until));
  $('amount-said').textContent = filter.amount ? `${say('atLeast')} ${amount({ n: filter.amount, u: '', b: 'exact' })}` : say('anyAmount');
}
$('since').addEventListener('input', () => { filter.since = Math.min(+$('since').value, filter.until); $('since').value = filter.since; ends(); changed(); });
$('until').addEventListener('input', () => { filter.until = Math.max(+$('until').value, filter.since); $('until').value = filter.until; ends(); changed(); });
$('undated').addEventListener('change', () => { filter.undated = $('undated').checked; changed(); });
$('amount').addEventListener('input', () => {
  const exact = 10 ** ((+$('amount').value / 100) * Math.log10(largest)), unit = 10 ** Math.floor(Math.log10(exact));
  filter.amount = +$('amount').value ? Math.floor(exact / unit) * unit : 0;
  ends(); changed();
});
$('reset').addEventListener('click', () => { filter = everything(); text = ''; $('search').value = ''; controls(); changed(); });

let waiting = 0;
function changed(write = true) {
  cancelAnimationFrame(waiting);
  waiting = requestAnimationFrame(() => { apply(); if (write) remember(); });
}
function apply() {
  const inside = facts.filter(passes);
  shown = inside.filter(wordy);
  const whole = inside.length === facts.length;
  const alive = new Set();
  for (const fact of inside) { alive.add(fact.s); if (fact.t >= 0) alive.add(fact.t); }
  const seen = new Set(inside);
  const hide = (thing, drawn, out) => { if (!thing.out !== !out) { thing.out = out; drawn(thing).toggleClass('out', out); } };
  cy.batch(() => {
    edges.forEach((fact) => hide(fact, drawnFact, !seen.has(fact)));
    nodes.forEach((node) => hide(node, drawnNode, !(alive.has(node.number) || (whole && !node.facts.length) || selected?.node === node)));
  });
  $('nothing').hidden = alive.size > 0 || whole;
  const of = (part, all, word) => (part === all ? `${all.toLocaleString(language)} ${say(word)}` : `${part.toLocaleString(language)} ${say('of')} ${all.toLocaleString(language)} ${say(word)}`);
  $('counts').textContent = `${of(whole ? nodes.length : alive.size, nodes.length, 'entities')} · ${of(inside.length, facts.length, 'statements').toLowerCase()}`;
  list();
}

// The list

const person = (node) => make('button', { class: 'person', onclick: (event) => { event.stopPropagation(); choose({ node }); } }, node.n);
const row = (fact, from = null) => {
  const subject = nodes[fact.s], object = fact.t >= 0 ? nodes[fact.t] : null;
  const said = make('span', { class: 'said' });
  if (from !== subject) said.append(subject.n, ' ');
  said.append(make('span', { class: 'verb' }, relation(fact)));
  if (object && from !== object) said.append(' ', object.n);
  else if (object) said.append(' ', make('span', { class: 'verb' }, object.n));
  const more = [badge(fact.st), [fact.v && amount(fact.v), period(fact)].filter(Boolean).join(' · ')];
  return make('li', {}, make('button', { class: `row ${fact.st === 'completed' ? '' : 'unreal'}`, 'data-fact': fact.i, 'aria-current': selected?.fact === fact ? 'true' : null, onclick: () => choose({ fact }),
    onmouseenter: () => point(fact), onmouseleave: () => point(null) }, said, make('span', { class: 'more' }, ...more)));
};
const badge = (status) => make('span', { class: `badge ${status}` }, say(status));
const PAGE = 150;
let pages = 1;
function list() {
  const rows = [...shown].sort((a, b) => nodes[b.s].facts.length - nodes[a.s].facts.length || nodes[a.s].n.localeCompare(nodes[b.s].n) || a.r - b.r || a.number - b.number);
  $('rows').replaceChildren(...rows.slice(0, PAGE * pages).map((fact) => row(fact)));
  $('more').hidden = rows.length <= PAGE * pages;
  $('list-count').textContent = shown.length.toLocaleString(language);
}
$('more').addEventListener('click', () => { pages += 1; list(); });

// The details

const outside = (iri) => {
  try {
    const host = new URL(iri).hostname.replace(/^www\./, '');
    return host.includes('wikidata') ? 'Wikidata ' + iri.split('/').pop() : host.includes('dbpedia') ? 'DBpedia' : host;
  } catch { return iri; }
};
const web = (iri) => /^https?:\/\//i.test(iri);
const heading = (title, verb = null) => make('div', { class: 'top' }, title, make('button', { class: 'close', 'aria-label': say('close'), title: say('close'), onclick: () => choose(null) }, '×'));
function nodeDetails(node) {
  const own = node.facts.filter(passes);
  const figures = own.filter((fact) => fact.t < 0), out = own.filter((fact) => fact.t >= 0 && fact.s === node.number), into = own.filter((fact) => fact.t === node.number && fact.s !== node.number);
  const group = (title, list) => (list.length ? [make('h3', {}, title), make('ul', { class: 'facts' }, ...list.map((fact) => row(fact, node)))] : []);
  return [
    heading(make('h2', {}, node.n)),
    make('p', { class: 'kind' }, dot(node.k), say(node.k)),
    node.a.length ? make('p', { class: 'also' }, `${say('alsoCalled')} ${node.a.join(', ')}`) : null,
    node.l.length ? make('p', { class: 'links' }, ...node.l.map((iri) => (web(iri) ? make('a', { href: iri, rel: 'noopener', target: '_blank' }, outside(iri)) : iri))) : null,
    ...group(say('figures'), figures), ...group(say('says'), out), ...group(say('isSaid'), into),
  ];
}
// The quote with the names, the amount and the time marked where they stand.
function quote(fact, evidence) {
  const names = (node) => (node ? [node.n, ...node.a, ...node.n.split(/\s+/).filter((part) => part.length > 4 && node.k === 'Person')] : []);
  const wanted = [...names(nodes[fact.s]).map((name) => [name, 'a']), ...names(fact.t >= 0 ? nodes[fact.t] : null).map((name) => [name, 'b']), ...[fact.v?.t, fact.w?.t].filter(Boolean).map((words) => [words, 'c'])]
    .sort((x, y) => y[0].length - x[0].length);
  const taken = new Array(evidence.t.length).fill('');
  const lower = evidence.t.toLowerCase();
  for (const [name, kind] of wanted) {
    const found = name.toLowerCase();
    if (!found || lower.length !== evidence.t.length) continue;
    for (let at = lower.indexOf(found); at >= 0; at = lower.indexOf(found, at + found.length)) {
      const letter = /[\p{L}\p{N}]/u;
      if (letter.test(evidence.t[at - 1] ?? '') || letter.test(evidence.t[at + found.length] ?? '')) continue;
      if (taken.slice(at, at + found.length).every((mark) => !mark)) taken.fill(kind, at, at + found.length);
    }
  }
  const block = make('blockquote', { lang: data.documents[evidence.d]?.lang });
  for (let at = 0; at < evidence.t.length;) {
    let end = at;
    while (end < evidence.t.length && taken[end] === taken[at]) end += 1;
    const part = evidence.t.slice(at, end);
    block.append(taken[at] ? make('mark', { class: taken[at] }, part) : part);
    at = end;
  }
  return block;
}
function source(evidence) {
  const document = data.documents[evidence.d] ?? { n: '' };
  const name = document.title || document.n;
  const about = [document.publisher, document.date && `${say('publishedOn')} ${date(document.date)}`, document.title ? document.n : null].filter(Boolean).join(' · ');
  const words = evidence.t.split(/\s+/).slice(0, 8).join(' ');
  const link = document.source && web(document.source) ? make('a', { href: `${document.source.split('#')[0]}#:~:text=${encodeURIComponent(words).replace(/-/g, '%2D')}`, rel: 'noopener', target: '_blank' }, name) : make('span', {}, name);
  return make('p', { class: 'source' }, link, make('br'), about);
}
function factDetails(fact) {
  const subject = nodes[fact.s], object = fact.t >= 0 ? nodes[fact.t] : null;
  const title = make('h2', {}, person(subject), ' ', make('span', { class: 'verb' }, relation(fact)), ...(object ? [' ', person(object)] : []));
  const grid = make('dl', { class: 'grid' });
  const line = (key, ...value) => { if (value.some(Boolean)) grid.append(make('dt', {}, say(key)), make('dd', {}, ...value)); };
  line('status', badge(fact.st));
  if (fact.v) line('amount', amount(fact.v), fact.v.t ? make('small', {}, ` ${'\u201c'}${fact.v.t}\u201d`) : '');
  if (fact.w) line('when', period(fact), fact.w.t ? make('small', {}, ` \u201c${fact.w.t}\u201d`) : '');
  for (const [name, value] of Object.entries(fact.at ?? {})) line(name, name === 'share' ? `${(value * 100).toLocaleString(language, { maximumFractionDigits: 1 })} %` : String(value));
  const meter = make('span', { class: 'meter', 'aria-hidden': 'true' }, make('i', { style: `width:${fact.c * 100}%` }));
  line('confidence', meter, `${Math.round(fact.c * 100)} %`);
  line('rule', make('small', {}, fact.x));
  const others = (key, ids) => { const known = ids.map((id) => byFact.get(id)).filter(Boolean); return known.length ? [make('h3', {}, say(key)), make('ul', { class: 'facts' }, ...known.map((other) => row(other)))] : []; };
  const after = facts.filter((other) => other.su?.includes(fact.i)).map((other) => other.i);
  const related = [...others('su', fact.su ?? []), ...others('by', after), ...others('co', fact.co ?? [])];
  // The quote that names most comes first: another may say "the company".
  const marks = ([block]) => block.querySelectorAll('mark').length;
  const evidences = fact.e.map((evidence) => [quote(fact, evidence), source(evidence)]).sort((one, other) => marks(other) - marks(one));
  return [heading(title), grid, make('h3', {}, say(fact.e.length > 1 ? 'evidences' : 'evidence')), ...evidences.flat(), ...related];
}
function details() {
  const box = $('details');
  box.hidden = !selected;
  box.replaceChildren(...(selected ? (selected.node ? nodeDetails(selected.node) : factDetails(selected.fact)).filter(Boolean) : []));
  document.querySelectorAll('.row[aria-current]').forEach((old) => old.removeAttribute('aria-current'));
  if (selected?.fact) document.querySelectorAll(`.row[data-fact="${selected.fact.i}"]`).forEach((now) => now.setAttribute('aria-current', 'true'));
}

// Choosing

let lit = false;
function lights() {
  if (!lit && !selected) return;
  lit = !!selected;
  cy.batch(() => {
    cy.elements().removeClass('far near chosen');
    if (!selected) return;
    let near;
    if (selected.node) {
      near = drawnNode(selected.node).closedNeighborhood();
      drawnNode(selected.node).addClass('chosen');
    } else {
      near = drawnNode(nodes[selected.fact.s]);
      if (selected.fact.t >= 0) near = near.union(drawnNode(nodes[selected.fact.t])).union(drawnFact(selected.fact).addClass('chosen'));
    }
    cy.elements().difference(near).addClass('far');
    near.addClass('near');
  });
}
function choose(what, { look = true, write = true, focus = false } = {}) {
  selected = what;
  if (what) apply();
  lights(); details();
  if (write) remember();
  $('panel').scrollTop = 0;
  if (!what) return;
  const name = what.node ? what.node.n : `${nodes[what.fact.s].n} ${relation(what.fact)} ${what.fact.t >= 0 ? nodes[what.fact.t].n : ''}`;
  $('live').textContent = name;
  if (look) {
    const there = what.node ? drawnNode(what.node).closedNeighborhood() : drawnNode(nodes[what.fact.s]).union(what.fact.t >= 0 ? drawnNode(nodes[what.fact.t]) : cy.collection());
    const box = there.renderedBoundingBox();
    const visible = box.x1 > 0 && box.y1 > 0 && box.x2 < cy.width() && box.y2 < cy.height() && cy.zoom() > 0.55;
    if (!visible) fit(there, 90);
  }
  if (focus) $('details').focus();
}
const point = (fact) => { if (!LARGE) cy.batch(() => { cy.edges('.pointed').removeClass('pointed near'); if (fact && fact.t >= 0) drawnFact(fact).addClass('pointed near'); }); };
cy.on('tap', 'node', (event) => choose({ node: nodes[+event.target.id().slice(1)] }, { look: false }));
cy.on('tap', 'edge', (event) => choose({ fact: facts[+event.target.id().slice(1)] }, { look: false }));
cy.on('tap', (event) => { if (event.target === cy) choose(null); });
cy.on('dbltap', 'node', (event) => fit(event.target.closedNeighborhood(), 80));
const hint = $('hint');
cy.on('mouseover', 'node, edge', (event) => {
  const id = +event.target.id().slice(1);
  $('canvas').style.cursor = 'pointer';
  if (event.target.isNode()) {
    const node = nodes[id];
    hint.replaceChildren(make('b', {}, node.n), make('span', {}, `${say(node.k)} · ${node.facts.length} ${say('statements').toLowerCase()}`));
  } else {
    const fact = facts[id];
    hint.replaceChildren(make('b', {}, `${nodes[fact.s].n} ${relation(fact)} ${nodes[fact.t].n}`), make('span', {}, [say(fact.st), amount(fact.v), period(fact)].filter(Boolean).join(' · ')));
  }
  hint.classList.add('shown');
});
cy.on('mousemove', 'node, edge', (event) => {
  const { x, y } = event.renderedPosition;
  hint.style.left = Math.min(x + 16, cy.width() - hint.offsetWidth - 8) + 'px';
  hint.style.top = Math.min(y + 16, cy.height() - hint.offsetHeight - 8) + 'px';
});
cy.on('mouseout', 'node, edge', () => { hint.classList.remove('shown'); $('canvas').style.cursor = ''; });
cy.on('viewport', () => hint.classList.remove('shown'));

// Search

let found = [], at = -1;
function look() {
  const wanted = fold($('search').value.trim());
  text = wanted.length > 2 ? wanted : '';
  const rank = (node) => { const best = node.folded.map((name) => (name === wanted ? 0 : name.startsWith(wanted) ? 1 : name.split(/\W+/).some((word) => word.startsWith(wanted)) ? 2 : name.includes(wanted) ? 3 : 9)); return Math.min(...best); };
  found = wanted ? nodes.map((node) => [rank(node), node]).filter(([order]) => order < 9).sort((a, b) => a[0] - b[0] || b[1].facts.length - a[1].facts.length).slice(0, 12).map(([, node]) => node) : [];
  at = found.length ? 0 : -1;
  const quotes = text ? facts.filter((fact) => passes(fact) && fact.e.some((evidence) => fold(evidence.t).includes(text))).length : 0;
  const box = $('found');
  box.replaceChildren(...found.map((node, number) => make('li', { role: 'option', id: 'found-' + number, onmousedown: (event) => { event.preventDefault(); pick(number); } }, dot(node.k), make('span', {}, node.n), make('small', {}, say(node.k)))));
  if (wanted && (!found.length || quotes)) box.append(make('li', { role: 'presentation', style: 'cursor:default' }, make('small', { style: 'margin:0' }, quotes ? `${quotes.toLocaleString(language)} ${say('statements').toLowerCase()} ${say('inSources')}` : say('noResult'))));
  box.hidden = !wanted;
  $('search').setAttribute('aria-expanded', String(!box.hidden));
  mark();
  changed(false);
}
function mark() {
  [...$('found').children].forEach((item, number) => { if (item.id) item.setAttribute('aria-selected', String(number === at)); });
  if (at >= 0) $('search').setAttribute('aria-activedescendant', 'found-' + at); else $('search').removeAttribute('aria-activedescendant');
}
function pick(number) {
  $('search').value = ''; text = ''; $('found').hidden = true; $('search').setAttribute('aria-expanded', 'false');
  choose({ node: found[number] }, { focus: true });
}
$('search').addEventListener('input', look);
$('search').addEventListener('blur', () => { $('found').hidden = true; $('search').setAttribute('aria-expanded', 'false'); });
$('search').addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); if (found.length) { at = (at + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length; mark(); } }
  else if (event.key === 'Enter') { if (at >= 0) pick(at); else $('found').hidden = true; }
  else if (event.key === 'Escape') { event.stopPropagation(); $('search').value = ''; look(); $('search').blur(); }
});

// The address

function remember() {
  const place = new URLSearchParams();
  if (selected?.node) place.set('node', selected.node.i);
  if (selected?.fact) place.set('statement', selected.fact.i);
  const some = (name, set, all, as = String) => { if (set.size < all.length) place.set(name, [...set].map(as).join(',')); };
  some('status', filter.statuses, STATUSES); some('type', filter.kinds, KINDS); some('relation', filter.relations, RELATIONS, (number) => data.relations[number].name);
  const iso = (number) => new Date(number * 864e5).toISOString().slice(0, 10);
  if (dated.length && filter.since !== first) place.set('since', iso(filter.since));
  if (dated.length && filter.until !== last) place.set('until', iso(filter.until));
  if (!filter.undated) place.set('undated', 'no');
  if (filter.amount) place.set('amount', String(filter.amount));
  const hash = place.toString().replace(/%2C/g, ',');
  if (hash !== location.hash.slice(1)) history.replaceState(null, '', hash ? '#' + hash : location.pathname + location.search);
}
function recall() {
  const place = new URLSearchParams(location.hash.slice(1));
  filter = everything();
  const some = (name, all, from = (value) => value) => (place.has(name) ? new Set(place.get(name).split(',').map(from).filter((value) => all.includes(value))) : new Set(all));
  filter.statuses = some('status', STATUSES); filter.kinds = some('type', KINDS);
  filter.relations = some('relation', RELATIONS, (name) => data.relations.findIndex((known) => known.name === name));
  const number = (name, otherwise) => (place.has(name) && span(place.get(name)) ? Math.min(last, Math.max(first, span(place.get(name))[0])) : otherwise);
  filter.since = number('since', first); filter.until = number('until', last);
  filter.undated = place.get('undated') !== 'no';
  filter.amount = Math.max(0, +place.get('amount') || 0);
  controls(); apply();
  const node = byNode.get(place.get('node')), fact = byFact.get(place.get('statement'));
  choose(node ? { node } : fact ? { fact } : null, { write: false });
}
addEventListener('hashchange', recall);

// Keys

const KEYS = [['/', 'key/'], ['← ↑ → ↓', 'keyArrows'], ['Enter', 'keyEnter'], ['Esc', 'keyEsc'], ['f', 'keyf'], ['l', 'keyl'], ['d', 'keyd'], ['+ −', 'key+']];
const zoom = (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
function walk(direction) {
  const all = nodes.filter((node) => drawnNode(node).visible());
  if (!all.length) return;
  if (!selected) return choose({ node: all.reduce((best, node) => (weight(node) > weight(best) ? node : best)) });
  const from = selected.node ?? nodes[selected.fact.s];
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[direction];
  let best = null, least = Infinity;
  for (const node of all) {
    const x = node.x - from.x, y = from.y - node.y, along = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
    if (node === from || along <= 0 || aside > along * 1.6) continue;
    const cost = along + aside * 1.8;
    if (cost < least) { least = cost; best = node; }
  }
  if (best) choose({ node: best });
}
addEventListener('keydown', (event) => {
  const typing = event.target.matches('input[type="search"], input[type="range"]') || event.ctrlKey || event.metaKey || event.altKey;
  if (typing || $('help').open) return;
  const on = event.target === $('canvas') || event.target === document.body;
  const does = { '/': () => $('search').focus(), f: () => fit(), d: () => dark(), l: () => ($('rows').querySelector('button') ?? $('list')).focus(), '?': () => $('help').showModal(), '+': () => zoom(1.3), '=': () => zoom(1.3), '-': () => zoom(1 / 1.3),
    Escape: () => { if (selected) choose(null); else $('reset').click(); } }[event.key];
  if (does) { event.preventDefault(); does(); }
  else if (on && event.key.startsWith('Arrow')) { event.preventDefault(); walk(event.key); }
  else if (on && event.key === 'Enter' && selected) { event.preventDefault(); $('details').focus(); }
});

// The frame

function dark(to = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark') {
  document.documentElement.dataset.theme = to;
  keep.set('theme', to);
  cy.style(sheet());
  choices('statuses', 'statuses', STATUSES, sample, say, (status) => count((fact) => fact.st === status));
}
function speak() {
  document.documentElement.lang = language;
  document.querySelectorAll('[data-word]').forEach((element) => { element.textContent = say(element.dataset.word); });
  for (const [id, word] of [['fit', 'fit'], ['picture', 'picture'], ['dark', 'dark'], ['help-button', 'help'], ['filters-button', 'filters']]) { $(id).title = say(word); $(id).setAttribute('aria-label', say(word)); }
  $('search').placeholder = say('search'); $('search').setAttribute('aria-label', say('search')); $('found').setAttribute('aria-label', say('search'));
  $('canvas').setAttribute('aria-label', say('graph'));
  $('since').setAttribute('aria-label', `${say('time')}: ${say('from')}`); $('until').setAttribute('aria-label', `${say('time')}: ${say('to')}`); $('amount').setAttribute('aria-label', say('amount'));
  $('language').textContent = say('other'); $('language').title = say('otherName'); $('language').setAttribute('aria-label', `${say('other')}, ${say('otherName')}`); $('language').lang = language === 'fr' ? 'en' : 'fr';
  $('key-list').replaceChildren(...KEYS.flatMap(([key, word]) => [make('dt', {}, make('kbd', {}, key)), make('dd', {}, say(word))]));
}
$('language').addEventListener('click', () => {
  language = language === 'fr' ? 'en' : 'fr';
  keep.set('language', language);
  speak(); controls();
  cy.batch(() => edges.forEach((fact) => drawnFact(fact).data('label', relation(fact))));
  apply(); details();
});
$('dark').addEventListener('click', () => dark());
$('fit').addEventListener('click', () => fit());
$('help-button').addEventListener('click', () => $('help').showModal());
$('filters-button').addEventListener('click', () => $('filters-button').setAttribute('aria-expanded', String($('filters').classList.toggle('open'))));
$('picture').addEventListener('click', async () => {
  const blob = await cy.png({ output: 'blob-promise', scale: 2, bg: theme().paper });
  const link = make('a', { href: URL.createObjectURL(blob), download: document.title.replace(/[^\p{L}\p{N}]+/gu, '-') + '.png' });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 5000);
});

speak();
fit();
if (!LARGE) { grow(); fit(); }
recall();
still = false;
new ResizeObserver(() => cy.resize()).observe($('canvas'));
requestAnimationFrame(() => requestAnimationFrame(() => { window.relata = { cy, ready: performance.now(), built: performance.now() - started }; document.documentElement.dataset.ready = 'yes'; }));
})();
