// Drives the exported page in Chromium as a reader would.
// Usage: node page.cjs use FILE [PICTURE]     searches, filters, opens evidence, follows links, walks by keys
//        node page.cjs speed FILE             time to the first picture, frames a second while panning
const axe = require('axe-core');
const { chromium } = require('playwright-core');
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const [what, file, picture] = process.argv.slice(2);
const address = 'file://' + path.resolve(file);

async function withPage(work) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'relata-page-'));
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(fs.existsSync);
  const browser = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: QUIET, viewport: { width: 1440, height: 900 }, locale: 'en-GB', colorScheme: 'light' });
  const faults = [];
  try {
    const page = await browser.newPage();
    page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) faults.push(message.text()); });
    page.on('pageerror', (cause) => faults.push(String(cause)));
    page.on('request', (request) => { if (!/^(file|data|blob):/.test(request.url())) faults.push('it fetches ' + request.url()); });
    await work(page, browser);
    assert.deepStrictEqual(faults, []);
  } finally {
    await browser.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
}

const open = async (page, hash = '') => {
  await page.goto('about:blank');
  await page.goto(address + hash);
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'yes');
};
const counts = (page) => page.locator('#counts').textContent();
const seen = (page) => page.evaluate(() => relata.cy.edges(':visible').length);

async function use(page) {
  await open(page);
  const all = await seen(page);
  assert(all > 50, `only ${all} edges`);

  // Search: type, choose by key, read.
  await page.keyboard.press('/');
  await page.keyboard.type('tether');
  await page.waitForSelector('#found li[role=option]');
  await page.keyboard.press('Enter');
  assert.strictEqual(await page.locator('#details h2').textContent(), 'Tether');
  assert(page.url().endsWith('#node=tether'), page.url());
  assert(await page.evaluate(() => relata.cy.nodes('.chosen').data('label') === 'Tether'));

  // Evidence: from the node to a statement, with the names marked.
  await page.locator('#details .row', { hasText: 'Northern Data' }).first().click();
  const quote = page.locator('#details blockquote').first();
  // A sentence may say "the company": the names stand above it, the words that say so are marked in it.
  assert.match(await page.locator('#details').textContent(), /Tether[^]*Northern Data|Northern Data[^]*Tether/);
  const said = await quote.textContent();
  assert((await quote.locator('mark').count()) >= 2);
  assert.match(await page.locator('#details').textContent(), /USD/);
  const link = page.url();
  assert.match(link, /#statement=[0-9a-f]{16}$/);

  // A link leads others to the same place.
  await open(page, new URL(link).hash);
  assert.strictEqual(await page.locator('#details blockquote').first().textContent(), said);

  // A click on an edge of the drawing opens it too.
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await page.waitForFunction(() => !relata.cy.animated());
  const place = await page.evaluate(() => {
    // An edge whose middle nothing covers.
    const far = ({ x, y }, node) => Math.hypot(node.renderedPosition('x') - x, node.renderedPosition('y') - y) > 45;
    const alone = (edge) => relata.cy.edges().every((other) => other === edge || Math.hypot(other.renderedMidpoint().x - edge.renderedMidpoint().x, other.renderedMidpoint().y - edge.renderedMidpoint().y) > 15);
    const edge = relata.cy.edges().filter((edge) => !edge.isLoop() && alone(edge) && relata.cy.nodes().every((node) => far(edge.renderedMidpoint(), node)))[0];
    const { x, y } = edge.renderedMidpoint();
    const box = document.getElementById('canvas').getBoundingClientRect();
    return { x: box.x + x, y: box.y + y };
  });
  await page.mouse.click(place.x, place.y);
  await page.waitForSelector('#details blockquote');

  // Filters: one status alone; then an amount; then a time; then back.
  await page.keyboard.press('Escape');
  await page.locator('#statuses label', { hasText: 'planned' }).hover();
  await page.locator('#statuses label', { hasText: 'planned' }).locator('.only').click();
  await page.waitForFunction((all) => relata.cy.edges(':visible').length < all, all);
  assert.match(await counts(page), / of /);
  assert((await page.locator('#rows .badge').allTextContents()).every((text) => text === 'planned'));
  assert.match(page.url(), /status=planned/);
  await page.locator('#reset').click();
  await page.waitForFunction((all) => relata.cy.edges(':visible').length === all, all);
  await page.locator('#amount').fill('85');
  await page.waitForFunction((all) => relata.cy.edges(':visible').length < all, all);
  assert.match(await page.locator('#amount-said').textContent(), /at least/);
  await page.locator('#reset').click();
  await page.locator('#undated').uncheck();
  await page.locator('#since').fill(await page.locator('#since').evaluate((input) => String((+input.min + 3 * +input.max) / 4)));
  await page.waitForFunction((all) => relata.cy.edges(':visible').length < all / 2, all);
  await page.locator('#reset').click();

  // Keys: walk, list, dark, help; every control has a name.
  await page.locator('#canvas').focus();
  await page.keyboard.press('ArrowRight');
  const from = await page.locator('#details h2').textContent();
  await page.keyboard.press('ArrowUp');
  assert.notStrictEqual(await page.locator('#details h2').textContent(), from);
  await page.keyboard.press('l');
  assert(await page.evaluate(() => document.activeElement.classList.contains('row')));
  await page.keyboard.press('d');
  assert.strictEqual(await page.evaluate(() => document.documentElement.dataset.theme), 'dark');
  await page.keyboard.press('d');
  await page.keyboard.press('?');
  assert(await page.locator('#help').isVisible());
  await page.keyboard.press('Escape');
  const nameless = await page.evaluate(() => [...document.querySelectorAll('button, input, [role=application]')]
    .filter((element) => element.offsetParent && !(element.textContent.trim() || element.getAttribute('aria-label') || element.labels?.length)).map((element) => element.outerHTML));
  assert.deepStrictEqual(nameless, []);

  // The rules of accessibility that a program can check, in both themes and with details open.
  for (const theme of ['light', 'dark']) {
    await page.evaluate((theme) => { if (document.documentElement.dataset.theme !== theme) document.getElementById('dark').click(); }, theme);
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    assert.deepStrictEqual(violations.map(({ id, nodes }) => `${theme} ${id}: ${nodes[0].html.slice(0, 120)}`), []);
  }
  await page.evaluate(() => document.getElementById('dark').click());

  // The other language.
  await page.locator('#language').click();
  assert.strictEqual(await page.locator('#filters-title').textContent(), 'Filtres');
  await page.locator('#language').click();

  if (picture) {
    await open(page, new URL(link).hash);
    await page.waitForTimeout(600);
    await page.screenshot({ path: picture });
  }
  console.log('the page works:', all, 'edges');
}

// Work of the same make that never changes, to know how fast the machine is at that moment: objects made, written, read and sorted.
const yardstick = (page) => page.evaluate(() => {
  const made = Array.from({ length: 200000 }, (_, at) => ({ name: 'n' + at, x: Math.sin(at), near: [at, at + 1] }));
  return JSON.parse(JSON.stringify(made)).sort((a, b) => a.x - b.x)[0].name;
});

async function speed(page, browser) {
  const session = await browser.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  // The page's own work in seconds, whatever else the machine does at the same time; the best of three, because that disturbs it still.
  const spent = async () => (await session.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration').value;
  let work = Infinity, measure = Infinity, frame = Infinity;
  for (let turn = 0; turn < 3; turn += 1) {
    await page.goto('about:blank');
    const idle = await spent();
    await yardstick(page);
    measure = Math.min(measure, await spent() - idle);
    await page.goto('about:blank');
    const before = await spent();
    await open(page);
    const after = await spent();
    work = Math.min(work, after > before ? after - before : after);
    await page.waitForTimeout(500);
    const still = await spent();
    const frames = await page.evaluate(() => new Promise((resolve) => {
      let count = 0;
      const start = performance.now();
      const step = () => {
        relata.cy.panBy({ x: count % 40 < 20 ? 4 : -4, y: count % 20 < 10 ? 2 : -2 });
        count += 1;
        if (performance.now() - start < 1500) requestAnimationFrame(step);
        else resolve(count);
      };
      requestAnimationFrame(step);
    }));
    frame = Math.min(frame, (await spent() - still) / frames);
  }
  const edges = await page.evaluate(() => relata.cy.edges().length);
  const [opens, pans] = [work / measure, frame / measure];
  console.log(`${edges} edges: ${work.toFixed(2)} s of work until the first picture, ${opens.toFixed(1)} yardsticks of ${measure.toFixed(2)} s; ${(frame * 1000).toFixed(1)} ms a frame while panning`);
  assert(opens < 14, `${opens} yardsticks`);
  assert(pans < 0.1, `${pans} yardsticks a frame`);
}

withPage(what === 'speed' ? speed : use).catch((cause) => { console.error(cause); process.exit(1); });
