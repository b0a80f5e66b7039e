import { chmod } from 'node:fs/promises';
import path from 'node:path';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { ShiftId } from '#shared/kernel/ids.ts';
import { systemClock } from '#sync/gateway/app.ts';
import { startGateway } from '#sync/gateway/start-gateway.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { freezeTree, killAll } from '#test/chaos/process-tree.ts';
import { readProvinceBooks, type ProvinceBooks } from '#test/chaos/province-books.ts';
import { SeededRandom } from '#test/fakes/seeded-random.ts';
import { startGatewayChild, type GatewayChild } from '#test/support/gateway-child.ts';
import { sampleCatalogue } from '#test/support/gateway-harness.ts';
import { fetchCaller, newId, sha256Of, TestStation } from '#test/support/gateway-station.ts';
import { isLost, leaveUnsynced } from './fresh-writes.ts';
import { makeLoopDisk, type LoopDisk } from './loop-disk.ts';
import type { CutOptions, CutResult } from './cut-result.ts';

const DISK_MB = 1_024;
const DOSSIERS_PER_RUN = 6;
const WORKING_MS = 120;

type Moment = 'batch acknowledged' | 'scan acknowledged' | 'while working';
const MOMENTS: readonly Moment[] = ['batch acknowledged', 'scan acknowledged', 'while working'];

/** A gateway, its database and its scans on a disk that loses power, and a station that remembers every acknowledgement. */
class Province {
  readonly acknowledged = new Set<string>();
  readonly storedScans = new Set<string>();
  readonly dossiers: Dossier[] = [];
  readonly #shiftId = newId<ShiftId>();
  #unsent: Operation[][] = [];
  #pages: Uint8Array[] = [];
  #station: TestStation | undefined;
  child: GatewayChild | undefined;
  disk: LoopDisk;

  constructor(disk: LoopDisk) {
    this.disk = disk;
  }

  get dataDir(): string {
    return path.join(this.disk.mountPoint, 'gateway');
  }

  get #sender(): TestStation {
    if (this.#station === undefined) throw new Error('no station yet');
    return this.#station;
  }

  async found(): Promise<void> {
    const loadCatalogue = () => Promise.resolve(sampleCatalogue());
    const seeding = await startGateway({ port: 0, dataDir: this.dataDir, logLevel: 'silent', loadCatalogue });
    await seeding.stop();
    this.child = await startGatewayChild(this.dataDir);
    const station = await TestStation.create(
      (request) => fetchCaller(this.child?.url ?? '')(request),
      () => systemClock.now(),
    );
    await station.join(this.child.enrolmentCode);
    this.#station = station;
  }

  async restart(): Promise<void> {
    this.child = await startGatewayChild(this.dataDir);
    await this.#sender.openSession();
  }

  /** Two batches and their scans, prepared and not sent. */
  async prepare(run: number): Promise<void> {
    await this.#sender.stockNumbers(DOSSIERS_PER_RUN);
    for (let batch = 0; batch < 2; batch += 1) {
      const operations: Operation[] = [];
      for (let turn = 0; turn < DOSSIERS_PER_RUN / 2; turn += 1) {
        const page = Buffer.from(`trang ${String(run)} ${String(batch)} ${String(turn)} `.repeat(3_000));
        this.#pages.push(page);
        const dossier = this.#sender.newDossier({}, [sha256Of(page)]);
        this.dossiers.push(dossier);
        const accept = this.#sender.acceptDossier(dossier);
        const payment = this.#sender.newPayment(dossier, this.#shiftId);
        operations.push(accept, this.#sender.collectFee(payment, [accept.operationId]));
      }
      this.#unsent.push(operations);
    }
  }

  /** Sends the batches one after the other, as a payment line asks for; `onEach` after every acknowledgement. */
  async sendBatches(onEach: () => void = () => undefined): Promise<void> {
    for (const operations of [...this.#unsent]) {
      const outcomes = await this.#sender.send(operations);
      for (const { outcome, operationId } of outcomes) {
        if (outcome !== 'accepted' && outcome !== 'alreadyAccepted') throw new Error(`an operation was ${outcome}`);
        this.acknowledged.add(operationId);
      }
      this.#unsent = this.#unsent.filter((batch) => batch !== operations);
      onEach();
    }
  }

  async sendScans(onEach: () => void = () => undefined): Promise<void> {
    for (const page of [...this.#pages]) {
      const answer = await this.#sender.upload(page);
      if (answer.status >= 300) throw new Error(`a scan was answered ${String(answer.status)}`);
      this.storedScans.add(sha256Of(page));
      this.#pages = this.#pages.filter((left) => left !== page);
      onEach();
    }
  }

  async losePower(): Promise<void> {
    const frozen = await freezeTree([this.child?.pid ?? 0]);
    const found = await this.disk.cutPower();
    await killAll(frozen);
    await this.disk.remove();
    this.disk = found;
    this.child = undefined;
  }
}

/** Cuts right after an acknowledgement, or in the middle of everything; then the gateway starts on what the disk has. */
export async function cutGateway(folder: string, options: CutOptions): Promise<CutResult> {
  const random = new SeededRandom(options.seed);
  const disk = await makeLoopDisk(folder, DISK_MB);
  await chmod(disk.mountPoint, 0o755);
  const province = new Province(disk);
  const result = { runs: 0, acknowledged: 0, controlsLost: 0, violations: [] as string[] };
  try {
    await province.found();
    for (let run = 1; run <= options.runs && result.violations.length === 0; run += 1) {
      const moment = MOMENTS[(run - 1) % MOMENTS.length]!;
      await cutOnce(province, moment, random, run);
      result.runs = run;
      result.acknowledged = province.acknowledged.size + province.storedScans.size;
      if (await isLost(province.disk.mountPoint, run)) result.controlsLost += 1;
      await province.restart();
      const books = await readProvinceBooks(province.dataDir);
      const found = judgeAcknowledged(province, books);
      result.violations.push(...found);
      const verdict = found.length === 0 ? 'nothing lost' : found.join('; ');
      const counted = `${String(result.acknowledged)} acknowledged`;
      options.say(
        `gateway cut ${String(run)}: ${moment}; ${counted}, unsynced file lost ${String(result.controlsLost)} times: ${verdict}`,
      );
    }
    await province.sendBatches();
    await province.sendScans();
    const books = await readProvinceBooks(province.dataDir);
    result.violations.push(...judgeAcknowledged(province, books), ...judgeComplete(province, books));
  } finally {
    await province.child?.end('SIGTERM');
    await province.disk.remove();
  }
  return result;
}

async function cutOnce(province: Province, moment: Moment, random: SeededRandom, run: number): Promise<void> {
  await province.prepare(run);
  await leaveUnsynced(province.disk.mountPoint, run);
  const afterMs = random.below(WORKING_MS);
  const acknowledgements = 1 + random.below(2);
  let answered = 0;
  let lost: Promise<void> | undefined;
  const lose = (): Promise<void> => (lost ??= province.losePower());
  const count = (isTheMoment: boolean) => (): void => {
    answered += 1;
    if (isTheMoment && answered === acknowledgements) void lose();
  };
  if (moment === 'scan acknowledged') await province.sendBatches();
  const work = [
    province.sendScans(count(moment === 'scan acknowledged')),
    ...(moment === 'scan acknowledged' ? [] : [province.sendBatches(count(moment === 'batch acknowledged'))]),
  ];
  const ended = Promise.allSettled(work);
  if (moment === 'while working') setTimeout(() => void lose(), afterMs);
  else await ended;
  await lose();
  await ended;
}

/** What was acknowledged is there, byte for byte. */
function judgeAcknowledged(province: Province, books: ProvinceBooks): readonly string[] {
  return [
    ...[...province.acknowledged]
      .filter((id) => !books.operationIds.includes(id))
      .map((id) => `operation ${id} was acknowledged and is gone`),
    ...[...province.storedScans]
      .filter((hash) => !books.scans.some((scan) => scan.hash === hash && scan.actualHash === hash))
      .map((hash) => `scan ${hash} was acknowledged and is gone`),
  ];
}

/** After the rest was sent again: every dossier once, paid once. */
function judgeComplete(province: Province, books: ProvinceBooks): readonly string[] {
  const wanted = province.dossiers.map(({ dossierCode }) => dossierCode).sort();
  const found = books.dossiers.map(({ dossierCode }) => dossierCode).sort();
  const unpaid = province.dossiers.filter(
    ({ dossierCode, feeTotalVnd }) =>
      books.dossiers.find((dossier) => dossier.dossierCode === dossierCode)?.paidVnd !== feeTotalVnd,
  );
  return [
    ...(wanted.join() === found.join()
      ? []
      : [`${String(wanted.length)} dossiers sent, ${String(found.length)} found`]),
    ...unpaid.map(({ dossierCode }) => `${dossierCode} is not paid exactly once`),
    ...books.dossiers.filter(({ isComplete }) => !isComplete).map(({ dossierCode }) => `${dossierCode} lacks a scan`),
  ];
}
