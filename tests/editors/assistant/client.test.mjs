// assistant.bats runs this beside the client that npm installs. Arguments are made of a seed:
// SEOGO_SEED=7 node --test client.test.mjs
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import Ajv from 'ajv';

const REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
const BYTES_MAX = 40 * 1024;
const ROUNDS = 60; // of each tool
const seed = Number(process.env.SEOGO_SEED ?? 1);

const program = join(process.env.SEOGO_BIN_DIR, 'seogo');
const registered = JSON.parse(execFileSync(program, ['--mcp-config', 'cursor'])).mcpServers.seogo;

// A client on a server of its own, which asks for a revision where one is given. Each answer
// is looked at as it is sent; end() is the server's exit status.
async function connect(revision) {
  const transport = new StdioClientTransport({ ...registered, env: process.env });
  const client = new Client({ name: 'seogo-test', version: '1' });
  const session = { client, spoken: undefined, longest: 0, closed: false, errors: [] };
  const send = transport.send.bind(transport);
  transport.send = (message) => {
    if (revision && message.method === 'initialize') message.params.protocolVersion = revision;
    return send(message);
  };
  const started = transport.start.bind(transport);
  transport.start = async () => {
    await started();
    let line = 0;
    transport._process.stdout.on('data', (bytes) => {
      for (const byte of bytes) {
        line = byte === 10 ? 0 : line + 1;
        session.longest = Math.max(session.longest, line);
      }
    });
  };
  client.onclose = () => (session.closed = true);
  client.onerror = (error) => session.errors.push(String(error));
  await client.connect(transport, { timeout: 60_000 });
  const heard = transport.onmessage;
  transport.onmessage = (message) => {
    if (message.id === null) session.errors.push(JSON.stringify(message));
    heard(message);
  };
  session.end = async () => {
    const { _process: server } = transport;
    const exited = once(server, 'exit');
    server.stdin.end();
    return (await exited)[0];
  };
  return session;
}

// What a tool answers: its text, or the protocol's error.
async function call(session, name, args) {
  try {
    const answer = await session.client.callTool({ name, arguments: args }, undefined, {
      timeout: 60_000,
    });
    assert.ok(answer.content.length > 0);
    for (const part of answer.content) {
      assert.equal(part.type, 'text');
      assert.equal(typeof part.text, 'string');
    }
    return { failed: answer.isError === true, text: answer.content.map((part) => part.text).join('') };
  } catch (error) {
    assert.ok([-32600, -32602].includes(error.code), `${error}`);
    return { failed: true, text: error.message };
  }
}

async function endsWell(session) {
  assert.deepEqual(session.errors, []);
  assert.equal(session.closed, false);
  assert.ok(session.longest <= BYTES_MAX, `an answer has ${session.longest} bytes`);
  assert.equal(await session.end(), 0);
}

// mulberry32
function randomOf(state) {
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const PIECES = ['확산', 'diffusion', '"', '(', ')', '-', '+', '*', ' ', 'AND', 'NOT', 'title:', 'votes:>',
  'date:2024-13', 'since:7d', 'similar:', 'id:', 'query:', '2403.12706', 'new:99', '\u0000', '\u0007',
  '\u001b[31m', '\u202e', '\u2028', '\ud800', '\udfff', '\ufffe', '😀', 'ㅎㅅ', '가'.normalize('NFD')];

function text(random) {
  const pieces = Array.from({ length: random(12) }, () => PIECES[random(PIECES.length)]).join('');
  return random(6) === 0 ? (pieces || 'a ').repeat(1 + random(2_000)) : pieces;
}

function deep(depth, value) {
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { id: value };
  return value;
}

function anything(random, depth = 0) {
  const kinds = [
    () => null,
    () => random(2) === 1,
    () => random(100) - 50,
    () => [1e308, -1e308, 2 ** 53, 0.5, -0, 2403.12706, 4294967296][random(7)],
    () => text(random),
    () => text(random),
    () => '9'.repeat(random(400)),
    () => deep(random(900), null),
    () => Array.from({ length: random(depth ? 3 : 80) }, () => anything(random, depth + 1)),
    () => ({ [text(random).slice(0, 40)]: depth < 3 ? anything(random, depth + 1) : null }),
  ];
  return kinds[random(kinds.length)]();
}

function argumentsOf(random, names) {
  const given = {};
  for (const name of names) if (random(4) > 0) given[name] = anything(random);
  if (random(4) === 0) given[text(random).slice(0, 40)] = anything(random);
  return given;
}

const GOOD = {
  search_papers: [{ query: '확산 모델' }, { query: '', limit: 50, offset: 0, sort: '-date', literal: false }],
  similar_papers: [{ id: '2403.12706', limit: 3 }],
  show_paper: [{ id: 'https://arxiv.org/abs/2403.12706' }],
  cite_papers: [{ ids: ['2403.12706', '2312.00752'] }],
  archive_status: [{}],
};

test('every revision is spoken, and the client settles on its newest', async () => {
  for (const revision of [undefined, ...REVISIONS]) {
    const session = await connect(revision);
    const answer = await session.client.request(
      { method: 'initialize', params: { protocolVersion: revision ?? REVISIONS.at(-1), capabilities: {},
        clientInfo: { name: 'seogo-test', version: '1' } } },
      { parse: (it) => it, safeParse: (data) => ({ success: true, data }) });
    assert.equal(answer.protocolVersion, revision ?? REVISIONS.at(-1));
    assert.equal(session.client.getServerVersion().name, 'seogo');
    assert.match(session.client.getInstructions(), /search_papers/);
    assert.equal((await session.client.listTools()).tools.length, 5);
    await endsWell(session);
  }
});

test('the tools have schemas that good arguments keep, and answer them', async () => {
  const session = await connect();
  const { tools } = await session.client.listTools();
  assert.deepEqual(tools.map((tool) => tool.name).sort(), Object.keys(GOOD).sort());
  for (const { name, inputSchema } of tools) {
    const valid = new Ajv({ strict: true, allErrors: true }).compile(inputSchema);
    for (const args of GOOD[name]) {
      assert.ok(valid(args), `${name}: ${JSON.stringify(valid.errors)}`);
      const { failed, text } = await call(session, name, args);
      assert.ok(!failed, text);
    }
  }
  await endsWell(session);
});

test('null is nothing: what may be left out may be null', async () => {
  const session = await connect();
  const { tools } = await session.client.listTools();
  for (const { name, inputSchema } of tools) {
    const names = Object.keys(inputSchema.properties);
    const nulls = Object.fromEntries(names.map((each) => [each, null]));
    assert.equal((await call(session, name, nulls)).failed, inputSchema.required.length > 0);
    assert.ok(!(await call(session, name, { ...nulls, ...GOOD[name][0] })).failed);
  }
  await endsWell(session);
});

test(`hostile arguments are answered, and the server lives (seed ${seed})`, async () => {
  const session = await connect();
  const random = randomOf(seed);
  const { tools } = await session.client.listTools();
  const calls = tools.flatMap(({ name, inputSchema }) =>
    Array.from({ length: ROUNDS }, () => [name, argumentsOf(random, Object.keys(inputSchema.properties))]));
  for (const [name, args] of calls) await call(session, name, args);
  // The same many at once, as a client that does not wait.
  await Promise.all(calls.slice(0, 20).map(([name, args]) => call(session, name, args)));
  await session.client.ping();
  assert.ok(!(await call(session, 'search_papers', GOOD.search_papers[0])).failed);
  await endsWell(session);
});
