import http from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAskForJob, parseServer, toJobState } from '#main/printing/ipp-job.ts';
import { readIppAnswer, writeIppQuestion, IPP_TAGS } from '#main/printing/ipp-message.ts';
import type { CommandOutcome } from '#main/printing/run-command.ts';

const sized = (text: string): number[] => [0, text.length, ...new TextEncoder().encode(text)];
const integer = (tag: number, name: string, value: number): number[] => [tag, ...sized(name), 0, 4, 0, 0, 0, value];
const keyword = (name: string, value: string): number[] => [0x44, ...sized(name), ...sized(value)];
/** A successful answer with one group of job attributes. */
const answer = (...attributes: number[][]): Uint8Array =>
  new Uint8Array([1, 1, 0, 0, 0, 0, 0, 1, 0x01, 0x02, ...attributes.flat(), 0x03]);
const job = (state: number, reason: string, begunAt?: number): Uint8Array =>
  answer(
    integer(0x23, 'job-state', state),
    keyword('job-state-reasons', 'job-printing'),
    keyword('', reason),
    ...(begunAt === undefined ? [[0x13, ...sized('time-at-processing'), 0, 0]] : []),
    ...(begunAt === undefined ? [] : [integer(0x21, 'time-at-processing', begunAt)]),
  );
const stateOf = (bytes: Uint8Array) => {
  const read = readIppAnswer(bytes);
  return read === undefined ? undefined : toJobState(read);
};

describe('[PN7] the state of a job, asked in IPP', () => {
  it.each([
    [3, 'none', undefined, 'waiting'],
    [4, 'job-hold-until-specified', undefined, 'waiting'],
    [5, 'job-printing', 9, 'waiting'],
    [6, 'printer-stopped', 9, 'waiting'],
    [7, 'job-canceled-by-user', 9, 'cancelled'],
    [7, 'processing-to-stop-point', undefined, 'cancelled'],
    [7, 'processing-to-stop-point', 9, 'failed'],
    [8, 'aborted-by-system', 9, 'failed'],
    [9, 'processing-to-stop-point', 9, 'done'],
    [10, 'of-a-later-standard', 9, 'unknown'],
  ])('%s (%s, begun: %s) is %s', (state, reason, begunAt, meaning) => {
    expect(stateOf(job(state, reason, begunAt))).toBe(meaning);
  });

  it('is unknown when the spooler answers with an error, or says nothing of it', () => {
    expect(stateOf(new Uint8Array([1, 1, 4, 6, 0, 0, 0, 1, 0x03]))).toBe('unknown');
    expect(stateOf(answer())).toBe('unknown');
  });

  it('never comes of bytes that were cut off or are none of ours', () => {
    const whole = job(9, 'job-completed-successfully', 9);
    for (let length = 0; length < whole.length; length += 1) {
      expect(readIppAnswer(whole.subarray(0, length))).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = readIppAnswer(bytes);
        expect(read === undefined || read.attributes instanceof Map).toBe(true);
      }),
    );
  });

  it('is asked for in the order of the standard: charset, language, then the rest', () => {
    const attributes = [{ tag: IPP_TAGS.keyword, name: 'requested-attributes', values: ['a', 'b'] }];
    const question = Buffer.from(writeIppQuestion({ operation: 9, requestId: 7, attributes }));
    expect([...question.subarray(0, 9)]).toEqual([1, 1, 0, 9, 0, 0, 0, 7, 1]);
    const text = question.toString('latin1');
    expect(text.indexOf('attributes-charset')).toBeLessThan(text.indexOf('attributes-natural-language'));
    expect(text.endsWith('requested-attributes\0\x01aD\0\0\0\x01b\x03')).toBe(true);
  });
});

describe('where the spooler listens', () => {
  it.each([
    ['/run/cups/cups.sock\n', { socketPath: '/run/cups/cups.sock' }],
    ['127.0.0.1:631\n', { host: '127.0.0.1', port: 631 }],
    ['[::1]:631', { host: '::1', port: 631 }],
    ['may-in.xa.vn:8631', { host: 'may-in.xa.vn', port: 8631 }],
    ['', undefined],
    ['lpstat: error', undefined],
  ])('%j', (text, server) => {
    expect(parseServer(text)).toEqual(server);
  });

  it('is asked once, and again after it did not answer', async () => {
    const server = http.createServer((request, response) => {
      request.resume();
      request.on('end', () => response.end(Buffer.from(job(9, 'none', 9))));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    let asked = 0;
    const ask = createAskForJob((): Promise<CommandOutcome> => {
      asked += 1;
      return Promise.resolve({ kind: 'exited', exitCode: 0, stdout: `127.0.0.1:${String(port)}`, stderr: '' });
    });
    expect([await ask('1'), await ask('2'), asked]).toEqual(['done', 'done', 1]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect([await ask('1'), await ask('1'), asked]).toEqual(['unknown', 'unknown', 2]);
  });

  it('is nowhere on a machine without a spooler', async () => {
    expect(await createAskForJob(() => Promise.resolve({ kind: 'notInstalled' }))('1')).toBe('unknown');
  });
});
