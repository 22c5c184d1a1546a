// What does not need the editor, against the real program and, where that cannot
// be made to fail, against a stand-in. vscode.bats builds and runs this.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { Live } from '../src/live';
import { Citations, Paper, Result, Status, aboutText, countText, lateText, lineText } from '../src/paper';
import { Server, ServerError, Settings } from '../src/server';

function environment(name: string): string {
  const value = process.env[name];
  assert.ok(value, `${name} is not set`);
  return value;
}
const programs = environment('SEOGO_BIN_DIR');
const standIn = environment('SEOGO_STAND_IN');
const corpus = join(environment('SEOGO_SOURCE_DIR'), 'corpus/pages');
const real: Settings = { program: join(programs, 'seogo'), database: '' };

const room = mkdtempSync(join(tmpdir(), 'seogo-vscode-'));
process.env['HOME'] = room;
const servers: Server[] = [];
after(() => {
  servers.forEach((server) => server.stop());
  rmSync(room, { recursive: true });
});

function serve(settings: Settings): Server {
  const server = new Server(() => settings);
  servers.push(server);
  return server;
}

// The stand-in, doing as told; see it for the names.
function standFor(what: string): Server {
  process.env['STAND_IN'] = what;
  rmSync(join(room, 'starts'), { force: true });
  return serve({ program: standIn, database: '' });
}
const starts = () => readFileSync(join(room, 'starts'), 'utf8').trim().split('\n').length;

function seogo(...options: string[]): string {
  return execFileSync(real.program, options, { encoding: 'utf8' });
}
const ids = (...options: string[]) => seogo('-f', 'id', ...options).trim().split('\n');

async function fails(promise: Promise<unknown>): Promise<ServerError> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof ServerError);
    return error;
  }
  assert.fail('it does not fail');
}

interface Seen {
  results: Result[];
  errors: string[];
  busy: boolean;
  late: string;
}
function watch(server: Server): { live: Live; seen: Seen } {
  const seen: Seen = { results: [], errors: [], busy: false, late: '' };
  const view = {
    show: (result: Result) => void seen.results.push(result),
    fail: (error: ServerError) => void seen.errors.push(error.text),
    busy: (busy: boolean) => void (seen.busy = busy),
    late: (shown: string | undefined, waiting: boolean) => void (seen.late = lateText(shown, waiting)),
  };
  return { live: new Live(server, view, 10), seen };
}

test('papers come as the program ranks them, however they are typed', async () => {
  const server = serve(real);
  const queries = ['확산 모델', '생서', 'ㅎㅅㅁㄷ', '확산모델'.normalize('NFD'), 'diffusion 비디오'];
  for (const query of queries) {
    const result = await server.call<Result>('search', { query, limit: 10 });
    assert.deepEqual(
      result.hits.map((paper) => paper.id),
      ids('-n', '10', query),
      query,
    );
  }
});

test('of what is typed without a pause only the last is shown', async () => {
  const { live, seen } = watch(serve(real));
  const typed = ['ㅂ', '비', '빋', '비디', '비디ㅇ', '비디오'];
  await Promise.all(typed.map((query) => live.ask(query)));
  assert.equal(seen.results.length, 1);
  assert.deepEqual(
    seen.results[0]?.hits.map((paper) => paper.id),
    ids('-n', '10', '비디오'),
  );
  assert.deepEqual(seen.errors, []);
  assert.equal(seen.busy, false);
});

test('a query that is broken while it is typed says so', async () => {
  const { live, seen } = watch(serve(real));
  await live.ask('date:2024-13');
  assert.deepEqual(seen.errors, [
    'Seogo: there is no such month (for example date:2024-03..2024-06)',
  ]);
  await live.ask('date:2024-12 비디오');
  assert.equal(seen.results.length, 1);
});

test('nothing is shown of a search that was left', async () => {
  const { live, seen } = watch(standFor('slow'));
  const asked = live.ask('확산');
  live.end();
  await asked;
  assert.equal(seen.results.length, 0);
});

test('a slow program holds nobody up, and its late answer is not shown', async () => {
  const { live, seen } = watch(standFor('slow'));
  const first = live.ask('확산');
  assert.equal(seen.busy, true);
  const second = live.ask('확산 모델');
  await Promise.all([first, second]);
  assert.deepEqual(
    seen.results.map((result) => result.hits[0]?.title),
    ['Answer to <확산 모델>'],
  );
});

test('what is done waits for the answer to what is typed, and says so', async () => {
  const { live, seen } = watch(standFor('slow'));
  await live.ask('a');
  const done: (string | undefined)[] = [];
  const note = (result: Result) => void done.push(result.hits[0]?.title);
  live.act('ab', note);
  assert.deepEqual(done, []);
  assert.equal(seen.late, '… waiting for the answer (Esc leaves); the list is that of "a"');
  while (seen.busy) await setTimeout(10);
  assert.deepEqual(done, ['Answer to <ab>']);
  live.act('ab', note);
  assert.deepEqual(done, ['Answer to <ab>', 'Answer to <ab>']);
});

test('what waits is dropped by who types on or leaves, and by an error', async () => {
  const { live } = watch(standFor('slow'));
  const never = () => assert.fail('it was done');
  live.act('a', never);
  await live.ask('ab');
  live.act('abc', never);
  live.end();
  const broken = watch(standFor('dies'));
  broken.live.act('a', never);
  while (broken.seen.busy) await setTimeout(10);
  assert.equal(broken.seen.errors.length, 1);
  broken.live.act('a', never);
});

test('a list that is older than the words is marked, once that can be seen', async () => {
  const { live, seen } = watch(standFor('slow'));
  await live.ask('a');
  assert.equal(seen.late, '… asking');
  const asked = live.ask('ab');
  await setTimeout(200);
  assert.equal(seen.late, '… asking; the list is that of "a"');
  await asked;
});

test('a program that died is started again once, and the call is answered', async () => {
  const result = await standFor('dies-once').call<Result>('search', { query: '확산' });
  assert.equal(result.hits[0]?.title, 'Answer to <확산>');
  assert.equal(starts(), 2);
});

test('a program that dies each time is told with its last words', async () => {
  const server = standFor('dies');
  const error = await fails(server.call('search', { query: '확산' }));
  assert.equal(error.text, 'Seogo: the program ended (the disk is on fire)');
  assert.equal(starts(), 2);
});

test('a missing program is told with what to do', async () => {
  const server = serve({ program: '/nowhere/seogo', database: '' });
  const error = await fails(server.call('search', { query: '확산' }));
  assert.equal(
    error.text,
    'Seogo: cannot find the program "/nowhere/seogo"' +
      ' (install Seogo, or set seogo.program to where it is)',
  );
});

test('what can never be a program is told like one that is missing', async () => {
  for (const program of ['', `${real.program}/seogo`, room]) {
    const server = serve({ program, database: '' });
    const asked = [server.call('search', { query: '확' }), server.call('status', {})];
    for (const call of asked) assert.match((await fails(call)).text, /set seogo\.program/, program);
  }
});

test('a program that is killed between two searches is started again', async () => {
  const script = `#!/bin/sh\necho $$ >'${room}/pid'\nexec '${real.program}' "$@"\n`;
  writeFileSync(join(room, 'noted'), script, { mode: 0o755 });
  const server = serve({ program: join(room, 'noted'), database: '' });
  const before = await server.call<Status>('status', {});
  process.kill(Number(readFileSync(join(room, 'pid'), 'utf8')), 'SIGKILL');
  const now = await server.call<Status>('status', {});
  assert.equal(now.papers, before.papers);
});

test('a program that never answers holds up nobody who types or leaves', async () => {
  const server = standFor('mute');
  const { live, seen } = watch(server);
  const asked = ['확', '확산'].map((query) => live.ask(query));
  assert.equal(seen.busy, true);
  live.end();
  server.stop();
  await Promise.all(asked);
  assert.deepEqual([seen.results, seen.errors], [[], []]);
});

test('another format version, and what is no server, are told', async () => {
  const old = await fails(standFor('old').call('search', { query: '확산' }));
  assert.match(old.text, /does not speak version 1/);
  const chatter = await fails(standFor('chatter').call('search', { query: '확산' }));
  assert.match(chatter.text, /does not understand/);
});

test('an answer that names no call is the oldest one\'s, and the next is heard', async () => {
  const server = serve(real);
  const error = await fails(server.call('search', { query: 'a'.repeat(1 << 20) }));
  assert.match(error.text, /^Seogo: /);
  const { hits } = await server.call<Result>('search', { query: 'id:2403.12706' });
  assert.equal(hits.length, 1);
});

test('half a character, as a key may leave it, is asked for as an unknown one', async () => {
  const { live, seen } = watch(serve(real));
  await live.ask('비디오 \ud83d');
  assert.deepEqual(seen.errors, []);
  assert.equal(seen.results.length, 1);
});

test('an index of another format is told, and what to do', async () => {
  const database = join(room, 'other');
  cpSync(environment('SEOGO_DB'), database, { recursive: true, verbatimSymlinks: true });
  const file = join(database, 'current/papers');
  const stored = readFileSync(file, 'latin1');
  writeFileSync(file, stored.replace(/format \d+ analyzer/, (found) => found.replace(/\d/g, '0')), 'latin1');
  const error = await fails(serve({ ...real, database }).call('search', { query: '확산' }));
  assert.match(error.text, /format 0.*\(build it anew/);
});

test('a missing index is told, and its making needs no new session', async () => {
  const database = join(room, 'made');
  const server = serve({ ...real, database });
  const error = await fails(server.call('search', { query: '확산' }));
  assert.match(error.text, /^Seogo: /);
  const index = () => execFileSync(join(programs, 'seogo-index'), ['-q', '--db', database, pages]);
  const pages = join(room, 'pages');
  cpSync(corpus, pages, { recursive: true });
  index();
  const before = await server.call<Status>('status', {});
  writeFileSync(
    join(pages, 'new.md'),
    '## Daily Papers (2025-05-05)\n### [Quagga](https://arxiv.org/abs/2505.00001)\n- 콰가 얼룩말\n',
  );
  index();
  const found = await server.call<Result>('search', { query: '콰가' });
  assert.deepEqual(
    found.hits.map((paper) => paper.id),
    ['2505.00001'],
  );
  const now = await server.call<Status>('status', {});
  assert.equal(now.papers, before.papers + 1);
});

test('program and index may be named from the home directory on', async () => {
  symlinkSync(real.program, join(room, 'mine'));
  const server = serve({ program: '~/mine', database: '~/no-index' });
  const error = await fails(server.call('search', { query: '확산' }));
  assert.ok(error.text.includes(join(room, 'no-index')), error.text);
});

test('settings that name another program or index are followed', async () => {
  const settings = { ...real };
  const server = serve(settings);
  await server.call('status', {});
  settings.database = '/nowhere';
  assert.match((await fails(server.call('status', {}))).text, /nowhere/);
});

test('a citation is the one that the program prints', async () => {
  const cited = await serve(real).call<Citations>('cite', { id: '2403.12706' });
  assert.equal(cited.bibtex, seogo('-f', 'bibtex', 'id:2403.12706').replace(/^%.*\n/, ''));
});

test('nothing of a query reaches a shell', async () => {
  const { live, seen } = watch(serve(real));
  await live.ask(`$(touch ${room}/touched) \`touch ${room}/touched\` | '`);
  assert.equal(seen.results.length + seen.errors.length, 1);
  assert.throws(() => readFileSync(join(room, 'touched')));
});

test('a paper is one line, composed, that cannot be turned round', () => {
  assert.equal(lineText('\u1112\u116A\u11A8\u1109\u1161\u11AB\tA\u202EB\n'), '확산 A B ');
  assert.equal(lineText('$(heart) and $(x)$'), '$\u2060(heart) and $\u2060(x)$');
  const paper = { votes: 11, date: '2024-03-20' } as Paper;
  assert.equal(aboutText(paper), '▲11 2024-03-20');
  assert.equal(aboutText({ ...paper, votes: null, date: null }), '');
  assert.equal(countText({ total: [1, 1, 1], notes: ['생ㅅ: 생성 (choseong)'], hits: [] }),
    '1 paper · 생ㅅ: 생성 (choseong)');
  assert.equal(countText({ total: [1, 7, 9], notes: [], hits: [] }), 'about 7 papers');
});
