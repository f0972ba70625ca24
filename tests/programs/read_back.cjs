// Reads the exports of a folder with graphology (the readers inside Gephi Lite) and cytoscape.js.
// Usage: node read_back.cjs FOLDER, with NODE_PATH where the packages are.
const fs = require('fs');
const path = require('path');
const assert = require('assert');
const Graph = require('graphology');
const gexf = require('graphology-gexf');
const graphml = require('graphology-graphml');
const cytoscape = require('cytoscape');

const folder = process.argv[2];
const lossy = process.argv.length > 3;
const text = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const drawn = new Set(['x', 'y', 'size', 'color']);
const legal = (value) => (lossy && typeof value === 'string' ? value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '') : value);

const truth = Graph.from(JSON.parse(text('graph.json')));
assert(truth.multi && truth.type === 'directed');
assert.deepStrictEqual(Graph.from(truth.export()).export(), truth.export());

function same(where, graph, names) {
  assert.strictEqual(graph.order, truth.order, where);
  assert.strictEqual(graph.size, truth.size, where);
  const compare = (key, found, wanted) => {
    for (const [name, value] of Object.entries(wanted)) {
      if (drawn.has(name)) continue;
      assert.deepStrictEqual(found[names(name)], legal(value), `${where} ${key} ${name}`);
    }
  };
  truth.forEachNode((key, wanted) => compare(key, graph.getNodeAttributes(key), wanted));
  truth.forEachEdge((key, wanted, source, target) => {
    assert.deepStrictEqual(graph.extremities(key), [source, target], where);
    compare(key, graph.getEdgeAttributes(key), wanted);
  });
}

same('gexf', gexf.parse(Graph, text('graph.gexf')), (name) => name);
same('graphml', graphml.parse(Graph, text('graph.graphml')), (name) => name);
const seen = gexf.parse(Graph, text('graph.gexf'));
seen.forEachNode((key, { x, y, size, color }) => assert(Number.isFinite(x) && Number.isFinite(y) && size > 0 && /^(#|rgb)/.test(color), key));

const cyjs = JSON.parse(text('graph.cyjs'));
const cy = cytoscape({ headless: true, elements: cyjs.elements });
assert.strictEqual(cy.nodes().length, truth.order);
assert.strictEqual(cy.edges().length, truth.size);
truth.forEachNode((key, wanted) => assert.strictEqual(cy.getElementById(key).data('label'), wanted.label));
console.log('read back:', truth.order, 'nodes,', truth.size, 'edges');
