// The editor of the query page: this site's endpoint, its prefixes, the project's questions.
"use strict";
{
  const place = document.getElementById("yasgui");
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const { prefixes, examples } = JSON.parse(document.getElementById("examples").textContent);
  const declared = Object.entries(prefixes).map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("");

  // Nothing is fetched from other sites: no look-up of prefixes or of vocabularies.
  Yasgui.Yasqe.defaults.autocompleters = [];
  Yasgui.Yasqe.defaults.value = `${declared}SELECT ?who ?whom {\n  ?a relata:acquires ?b .\n  ?a rdfs:label ?who .\n  ?b rdfs:label ?whom\n}`;
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "POST" },
    copyEndpointOnNewTab: true,
    endpointCatalogueOptions: { getData: () => [{ endpoint }], keys: [], renderItem: () => {} },
    persistenceId: `relata ${endpoint}`,
  });

  const list = document.getElementById("questions");
  for (const [title, text] of examples) {
    const option = document.createElement("option");
    option.textContent = title;
    option.value = text;
    list.append(option);
  }
  list.addEventListener("change", () => {
    if (list.value) yasgui.getTab()?.setQuery(list.value);
  });
}
