// Drives the editor as its user does; see ./run. Arguments: the editor's address and the
// file that a citation goes to.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { chromium } = require('playwright-core');

const [address, note] = process.argv.slice(2);
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

async function narrows(page) {
  await command(page, 'Seogo: Search Papers');
  await sees(page, () => title(page).catch(() => ''), (shown) => shown.includes('papers'));
  for (const typed of ['비', '빋', '비디', '비디ㅇ', '비디오']) await input(page).fill(typed);
  await input(page).fill('비디오 생ㅅ');
  await sees(page, () => title(page), (shown) => shown === '8 papers · 생ㅅ: 생성 (choseong)');
  const shown = await labels(page);
  // No letter of the query is in the title: the editor has not filtered.
  assert.match(shown[0], /^AnimateDiff-Lightning/);
  await page.keyboard.press('ArrowDown');
  await sees(page, () => text(page), (lines) => lines.includes('MagicDance'));
  await page.keyboard.press('ArrowUp');
  await page.waitForTimeout(500);
  await page.screenshot({ path: 'list.png' });
}

async function opens(page) {
  await page.keyboard.press('Enter');
  await sees(page, () => text(page), (lines) => lines.includes('[AnimateDiff-Lightning'));
  const place = page.locator('#status\\.editor\\.selection');
  await sees(page, () => place.innerText(), (at) => at.includes('Ln 3,'));
  await page.screenshot({ path: 'page.png' });
}

async function cites(page) {
  await page.keyboard.press('Control+P');
  await page.keyboard.insertText('note.md');
  await sees(page, () => labels(page), (list) => list[0] === 'note.md');
  await page.keyboard.press('Enter');
  await sees(page, () => text(page), (lines) => lines.includes('관련 연구:'));
  await page.keyboard.press('Control+End');
  await command(page, 'Seogo: Insert Citation');
  await input(page).fill('확산모델'.normalize('NFD'));
  await sees(page, () => title(page).catch(() => ''), (shown) => /^\d+ papers/.test(shown));
  await input(page).fill('id:2403.12706');
  await sees(page, () => title(page), (shown) => shown === '1 paper');
  await page.keyboard.press('Enter');
  await sees(page, () => labels(page), (list) => list.includes('Markdown link'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const link = '[AnimateDiff-Lightning: Cross-Model Diffusion Distillation](https://arxiv.org/abs/2403.12706)';
  await sees(page, () => text(page), (lines) => lines.replace(/\n/g, '').includes('2403.12706'));
  await page.keyboard.press('Control+S');
  await sees(page, async () => readFileSync(note, 'utf8'), (kept) => kept === `관련 연구: ${link}`);
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
    await cites(page);
  } finally {
    await browser.close();
  }
})().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
