// An independent client of the SPARQL 1.1 Protocol: node endpoint.cjs ADDRESS
const { SparqlEndpointFetcher } = require('fetch-sparql-endpoint');
const assert = require('assert');

(async () => {
  const endpoint = process.argv[2] + 'sparql';
  for (const method of ['GET', 'POST']) {
    const fetcher = new SparqlEndpointFetcher({ method });
    const rows = [];
    for await (const row of await fetcher.fetchBindings(endpoint, 'SELECT ?o { ?s relata:acquires ?o }')) rows.push(row);
    assert(rows.length > 0 && rows[0].o.value.includes('/entity/'));
    assert.strictEqual(await fetcher.fetchAsk(endpoint, 'ASK { ?s ?p ?o }'), true);
    let triples = 0;
    for await (const _ of await fetcher.fetchTriples(endpoint, 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }')) triples += 1;
    assert(triples > 10);
  }
  console.log('fetch-sparql-endpoint asked by GET and POST');
})().catch((cause) => {
  console.error(cause);
  process.exit(1);
});
