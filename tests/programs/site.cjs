// Walks a served site in Chromium as a reader would.
// Usage: node site.cjs ADDRESS [FOLDER FOR PICTURES]
const axe = require('axe-core');
const { chromium } = require('playwright-core');
const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const [address, pictures] = process.argv.slice(2);
const origin = new URL(address).origin;

async function checkedPage(page, name) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  const serious = found.violations.filter((one) => ['serious', 'critical'].includes(one.impact));
  assert.deepStrictEqual(serious.map((one) => `${one.id}: ${one.nodes.slice(0, 2).map((node) => node.html.slice(0, 200)).join(' | ')}`), [], name);
}

async function walk(browser) {
  const page = await browser.newPage();
  const faults = [];
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) faults.push(`${page.url()}: ${message.text()}`); });
  page.on('pageerror', (cause) => faults.push(`${page.url()}: ${cause}`));
  page.on('request', (request) => { if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) faults.push('it fetches ' + request.url()); });
  const picture = async (name) => { if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) }); };

  // The first page, and a search in English.
  await page.goto(address);
  assert((await page.locator('ul.columns li').count()) > 20);
  await checkedPage(page, 'home');
  await picture('site-home');
  await page.fill('#q', 'tet');
  await page.waitForFunction(() => [...document.querySelectorAll('#suggestions option')].some((option) => option.value === 'Tether'));
  await page.fill('#q', 'tether');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\.html\?q=tether/);
  await checkedPage(page, 'search');
  await page.locator('.results a', { hasText: /^Tether$/ }).click();
  assert.match(await page.locator('h1').textContent(), /Tether/);
  assert.match(await page.locator('main').textContent(), /lends to/);
  assert((await page.locator('mark').count()) > 2);
  await checkedPage(page, 'entity');
  await picture('site-entity');

  // The same page in French; the choice is kept as one goes on.
  await page.locator('nav a[hreflang=fr]').click();
  assert.strictEqual(await page.locator('html').getAttribute('lang'), 'fr');
  assert.match(await page.locator('main').textContent(), /prête à/);
  await page.locator('svg.drawing a', { hasText: 'Northern Data' }).locator('circle').click();
  assert.match(page.url(), /northern-data\.fr\.html$/);
  await page.fill('#q', 'nvidia');
  await page.keyboard.press('Enter');
  await page.waitForURL(/search\.fr\.html/);
  assert.match(await page.locator('h1').textContent(), /Résultats/);

  // A statement, its document, the vocabulary.
  await page.goto(address + 'entity/tether.en.html');
  await page.locator('article.told a.status').first().click();
  await checkedPage(page, 'statement');
  await page.locator('blockquote cite a').first().click();
  await checkedPage(page, 'document');
  await page.locator('nav a', { hasText: 'Vocabulary' }).click();
  await checkedPage(page, 'vocabulary');

  // The editor: a question of the list, run, with rows.
  await page.goto(address + 'query.en.html');
  await page.waitForSelector('.yasqe .CodeMirror');
  await page.selectOption('#questions', { index: 6 });
  await page.locator('.yasqe_queryButton').first().click();
  await page.waitForFunction(() => document.querySelectorAll('.yasr table tbody tr').length > 0, null, { timeout: 20000 });
  await picture('site-query');

  await page.setViewportSize({ width: 1100, height: 700 });
  // The graph that grows: by a click on a name, by the keyboard, and again from its address.
  await page.goto(address + 'entity/tether.en.html');
  await page.locator('a', { hasText: 'See it in a graph that grows' }).click();
  await page.waitForURL(/explore\.en\.html\?entity=tether$/);
  const names = page.locator('#nodes button');
  await page.waitForFunction(() => document.querySelectorAll('#nodes button').length > 3);
  const before = await names.count();
  assert.match(await page.locator('#told').textContent(), /Tether lends to/);
  await checkedPage(page, 'explore');
  await page.locator('#nodes button', { hasText: /^Northern Data$/ }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/entity=tether&entity=northern-data$/);
  assert((await names.count()) >= before, 'the graph shrank');
  assert.strictEqual(await page.evaluate(() => document.activeElement.dataset.node), 'entity/northern-data');
  assert.match(await page.locator('#told h2').textContent(), /Northern Data/);
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await page.waitForTimeout(800);
  await picture('site-explore');
  const canvas = await page.locator('#drawn canvas').last().boundingBox();
  await page.mouse.click(canvas.x + 4, canvas.y + 4);
  await page.waitForFunction(() => !document.querySelector('#told h2'), null, { timeout: 10000 });
  const [many, address2] = [await names.count(), page.url()];
  await page.goto(address2);
  await page.waitForFunction((many) => document.querySelectorAll('#nodes button').length === many, many);
  await page.locator('#again').click();
  await page.waitForFunction((before) => document.querySelectorAll('#nodes button').length === before, before);
  await page.locator('nav a[hreflang=fr]').click();
  await page.waitForURL(/explore\.fr\.html\?entity=tether$/);
  await page.waitForFunction(() => /prête à/.test(document.getElementById('told').textContent));
  await checkedPage(page, 'explore in French');

  assert.deepStrictEqual(faults, []);
  await page.close();
}

(async () => {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'relata-site-'));
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(fs.existsSync);
  const browser = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: QUIET, viewport: { width: 1280, height: 800 }, locale: 'en-GB', colorScheme: 'light' });
  try {
    await walk(browser);
    console.log('Chromium walked the site: home, search, entity, statement, document, vocabulary, editor, a graph that grows');
  } finally {
    await browser.close();
    fs.rmSync(profile, { recursive: true, force: true });
  }
})().catch((cause) => {
  console.error(cause);
  process.exit(1);
});
