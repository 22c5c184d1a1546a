// Drives the editor as its user does; see ./run. Arguments: the editor's address, the
// file that a citation goes to, and the program, which leaves its process id in .pid.
const assert = require('node:assert/strict');
const { readFileSync, renameSync } = require('node:fs');
const { chromium } = require('playwright-core');

const [address, note, program] = process.argv.slice(2);
const PATIENCE = { timeout: 30000 };

// Waits until what look gives is what is wanted, and says what it was if it is not.
async function sees(page, look, wanted) {
  const end = Date.now() + PATIENCE.timeout;
  let seen;
  do {
    seen = await look();
    if (wanted(seen)) return seen;
    await page.waitForTimeout(50);
  } while (Date.now() < end);
  await page.screenshot({ path: 'failed.png' });
  assert.fail(`not seen; there is: ${JSON.stringify(seen)}`);
}

const input = (page) => page.locator('.quick-input-box input');

// The editor learns of an extension some time after it is there itself, and an open list
// of commands does not.
async function command(page, name) {
  const offered = async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await input(page).fill(`>${name}`);
    await page.waitForTimeout(500);
    return labels(page);
  };
  await sees(page, offered, (list) => list[0]?.includes(name));
  await page.keyboard.press('Enter');
}

const plain = (text) => text.replaceAll('\u00a0', ' ');
const labels = async (page) =>
  (await page.locator('.quick-input-list .monaco-list-row .label-name').allInnerTexts()).map(plain);
const title = async (page) => plain(await page.locator('.quick-input-title').innerText());
const text = async (page) =>
  plain((await page.locator('.editor-instance .view-lines').allInnerTexts()).join('\n'));

const tabs = (page) => page.locator('.tabs-container .tab .label-name').allInnerTexts();
const place = (page) => page.locator('#status\\.editor\\.selection').innerText();

async function searches(page, name, query, counted) {
  await command(page, name);
  await sees(page, () => title(page).catch(() => ''), (shown) => shown.includes('papers'));
  await input(page).fill(query);
  await sees(page, () => title(page), (shown) => counted.test(shown));
}

// What an input method has of a syllable before it is done with it.
async function composes(page, syllable) {
  const session = await page.context().newCDPSession(page);
  const end = syllable.length;
  await session.send('Input.imeSetComposition',
    { text: syllable, selectionStart: end, selectionEnd: end });
  return () => session.send('Input.insertText', { text: syllable });
}

async function narrows(page) {
  await searches(page, 'Seogo: Search Papers', '비디', /papers/);
  await input(page).fill('비디오 생');
  const commit = await composes(page, 'ㅅ');
  await sees(page, () => title(page), (shown) => shown === '10 papers · 생ㅅ: 생성 (choseong)');
  await commit();
  assert.equal(await input(page).inputValue(), '비디오 생ㅅ');
  const shown = await labels(page);
  const second = shown[2].slice(0, 12); // behind the first one and its summary
  // No letter of the query is in the title: the editor has not filtered.
  assert.match(shown[0], /^AnimateDiff-Lightning/);
  await page.keyboard.press('ArrowDown');
  await sees(page, () => text(page), (lines) => lines.includes(`### [${second}`));
  await page.keyboard.press('ArrowUp');
  await sees(page, () => text(page), (lines) => lines.includes('[AnimateDiff-Lightning'));
  await page.screenshot({ path: 'list.png' });
}

async function opens(page) {
  await page.keyboard.press('Enter');
  await sees(page, () => place(page), (at) => at.includes('Ln 3,'));
  await sees(page, () => text(page), (lines) => lines.includes('[AnimateDiff-Lightning'));
  await page.screenshot({ path: 'page.png' });
}

// Words and Enter in one go: the paper is that of the words, not of the list before.
async function opensAtOnce(page) {
  await searches(page, 'Seogo: Search Papers', 'id:2403.12706', /^1 paper$/);
  await input(page).fill('id:2311.12052');
  await page.keyboard.press('Enter');
  await sees(page, () => tabs(page), (names) => names.includes('27.md'));
  // At the top, but for the headings above it that the editor keeps in view.
  const heading = page.locator('.editor-instance .view-line', { hasText: '### [MagicDance' });
  await sees(page, async () => (await heading.boundingBox())?.y, (y) => y < 95 + 6 * 20);
  await page.waitForTimeout(1000); // for what moves it later
  await page.screenshot({ path: 'opened.png' });
  const { y } = await heading.boundingBox();
  assert.ok(y < 95 + 6 * 20, `the paper is at ${y}`);
  await page.locator('.tab.active .codicon-close').first().click();
  await sees(page, () => tabs(page), (names) => names.join() === '20.md');
}

async function likens(page) {
  await searches(page, 'Seogo: Search Papers', 'id:2403.12706', /^1 paper$/);
  await page.locator('.quick-input-list .monaco-list-row').first().hover();
  await page.locator('.quick-input-list .codicon-references').first().click();
  await sees(page, () => input(page).inputValue(), (query) => query === 'similar:2403.12706 ');
  await sees(page, () => labels(page), (list) => list.length > 1 && !list[0].startsWith('AnimateDiff'));
  await page.keyboard.press('Escape');
}

async function fitsIn(page) {
  const { width, height } = page.viewportSize();
  await page.setViewportSize({ width: 320, height });
  await searches(page, 'Seogo: Search Papers', '확산 모델', /^(about )?\d+ papers/);
  const list = await page.locator('.quick-input-list').boundingBox();
  for (const row of await page.locator('.quick-input-list .monaco-list-row').all()) {
    const box = await row.boundingBox();
    assert.ok(box.x >= list.x && box.x + box.width <= list.x + list.width);
  }
  await page.screenshot({ path: 'narrow.png' });
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width, height });
}

// The program is killed, then is gone, then is there again: the list stays, and says so.
async function survives(page) {
  await searches(page, 'Seogo: Search Papers', '비디오 생성', /papers/);
  const kill = () => process.kill(Number(readFileSync(`${program}.pid`, 'utf8')), 'SIGKILL');
  kill();
  await input(page).fill('id:2403.12706');
  await sees(page, () => title(page), (shown) => shown === '1 paper');
  const found = await labels(page);
  renameSync(program, `${program}.away`);
  kill();
  await input(page).fill('비디오');
  await sees(page, () => title(page), (shown) => shown.includes(`cannot find the program "${program}"`));
  assert.deepEqual(await labels(page), found);
  await page.screenshot({ path: 'missing.png' });
  renameSync(`${program}.away`, program);
  await input(page).fill('비디오 생ㅅ');
  await sees(page, () => title(page), (shown) => shown.startsWith('10 papers'));
  await page.keyboard.press('Escape');
}

// Papers of the page at hand, and of another, are gone through and left again.
async function leaves(page) {
  await searches(page, 'Seogo: Search Papers', 'id:2403.07750', /^1 paper$/);
  await sees(page, () => place(page), (at) => at.includes('Ln 15,'));
  await input(page).fill('id:2311.12052');
  await sees(page, () => text(page), (lines) => lines.includes('MagicDance'));
  await page.keyboard.press('Escape');
  await sees(page, () => tabs(page), (names) => names.join() === '20.md');
  await sees(page, () => place(page), (at) => at.includes('Ln 3,'));
}

// The note is only previewed itself, so that a paper's page takes its place for a while.
async function cites(page) {
  await page.locator('.explorer-item', { hasText: 'note.md' }).click();
  await sees(page, () => text(page), (lines) => lines.includes('관련 연구:'));
  await page.locator('.editor-instance .view-line').first().click();
  await page.keyboard.press('Control+End');
  const found = '확산모델'.normalize('NFD');
  await searches(page, 'Seogo: Insert Citation', found, /^\d+ papers/);
  await input(page).fill('id:2311.12052');
  await sees(page, () => text(page), (lines) => lines.includes('MagicDance'));
  await input(page).fill('id:2403.12706');
  await sees(page, () => labels(page), (list) => list[0]?.startsWith('AnimateDiff'));
  await page.keyboard.press('Enter');
  await sees(page, () => labels(page), (list) => list.includes('Markdown link'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const link = '[AnimateDiff-Lightning: Cross-Model Diffusion Distillation](https://arxiv.org/abs/2403.12706)';
  await sees(page, () => text(page), (lines) => lines.replace(/\n/g, '').includes('2403.12706'));
  await page.keyboard.insertText(' 참고');
  await page.keyboard.press('Control+S');
  await sees(page, async () => readFileSync(note, 'utf8'), (kept) => kept === `관련 연구: ${link} 참고`);
  await sees(page, () => tabs(page), (names) => names.join() === '20.md,note.md');
  await page.screenshot({ path: 'cited.png' });
}

(async () => {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 900, height: 560 } });
    await page.goto(address);
    await page.waitForSelector('.monaco-workbench .explorer-item', PATIENCE);
    await narrows(page);
    await opens(page);
    await leaves(page);
    await opensAtOnce(page);
    await likens(page);
    await cites(page);
    await fitsIn(page);
    await survives(page);
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
