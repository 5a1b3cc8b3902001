/** What the script answers, whatever it is asked. */
import { beforeAll, describe, expect, test } from 'vitest';
import { decodeAnswer, encodeRequest } from '../../appsscript/messages/envelope.js';
import { methods, type Method, type Takes } from '../../appsscript/messages/methods.js';
import { buildUnitWorkbook, nispPlan, parsePeriod } from '../../core/index.js';
import { holdLock } from '../fakes/sheets/locks.js';
import { openFilled, type Filled } from './filled.js';

const blueprint = buildUnitWorkbook({
  plan: nispPlan,
  unit: 'punjab',
  period: parsePeriod('2019-Q1')!,
});
const [guide] = blueprint.worksheets;
const outline = { ...blueprint, worksheets: [guide!] };

/** Something to ask of each method. */
const requests: { readonly [M in Method]: Takes<M> } = {
  read: {},
  readRows: { worksheet: 'Matrix', rows: [[60, 61]] },
  beginPaint: { blueprint, names: ['Guide'], known: [] },
  paintWorksheet: { blueprint: outline, known: null },
  finishPaint: { blueprint, names: ['Guide'] },
  repair: { blueprint: outline, what: ['protection'] },
  write: { changes: [] },
  mark: { marks: [] },
  copyWorksheet: { worksheet: 'Guide', name: 'Before', blank: [] },
  goTo: { worksheet: 'Guide', range: null },
  look: {},
};
const all = Object.keys(methods) as Method[];
/** Those that only look. */
const looking: readonly Method[] = ['read', 'readRows', 'goTo', 'look'];

let sheets: Filled;
beforeAll(async () => {
  sheets = await openFilled();
}, 60_000);

const answerTo = (request: string) => sheets.script.run('callHost', [request]) as string;

describe('callHost', () => {
  test.each(all)('carries out %s', (method) => {
    const ask = <M extends Method>(one: M) => decodeAnswer(one, answerTo(encodeRequest(one, requests[one])));
    expect(ask(method)).not.toBeUndefined();
  });

  test.each(all)('has %s wait for others if it changes something, and only then', (method) => {
    const release = holdLock(sheets.program);
    const { byName } = sheets.callsOf(() => answerTo(encodeRequest(method, requests[method])));
    release();
    if (looking.includes(method)) expect(byName).not.toHaveProperty('Lock.tryLock');
    else expect(byName).toEqual({ 'LockService.getDocumentLock': 1, 'Lock.tryLock': 1 });
  });

  test('says that somebody else is at it', () => {
    const release = holdLock(sheets.program);
    expect(() => sheets.ask('mark', { marks: [] })).toThrow(expect.objectContaining({ code: 'in-use' }));
    release();
  });

  test.each([
    '',
    'null',
    '{',
    '{"method":"eval","takes":{}}',
    '{"method":"goTo","takes":{"worksheet":1}}',
    '[]',
  ])('answers what is no request (%s), and touches nothing', (request) => {
    const calls = sheets.callsOf(() => {
      expect(() => decodeAnswer('look', answerTo(request))).toThrow(
        expect.objectContaining({ name: 'HostError', code: 'failed', touched: [] }),
      );
    });
    expect(calls.total).toBe(0);
  });

  test.each(all)('tells a failure of the service while it does %s, in words of our own', (method) => {
    sheets.program.resetCalls();
    sheets.program.failAt(looking.includes(method) ? 1 : 3);
    const answer = answerTo(encodeRequest(method, requests[method]));
    expect(() => decodeAnswer(method, answer)).toThrow(
      expect.objectContaining({
        name: 'HostError',
        message: 'Google Sheets does not answer. Wait a minute, then try again.',
      }),
    );
  });

  test('tells a fault of its own by its kind alone', () => {
    const changes = [{ worksheet: 'Matrix', range: 'A1:B2', to: { content: null } }];
    const answer = answerTo(encodeRequest('write', { changes }));
    expect(answer).not.toContain('A1:B2');
    expect(() => decodeAnswer('write', answer)).toThrow(expect.objectContaining({ name: 'Error' }));
  });
});
