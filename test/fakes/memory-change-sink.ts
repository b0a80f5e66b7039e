import type { Catalogue, NumberBlock } from '#shared/domain/office.ts';
import type { Instant, LocalDate } from '#shared/kernel/instant.ts';
import type { ChangeSink } from '#sync/ports/change-sink.ts';
import type { Change } from '#sync/protocol/messages.ts';

const KNOWN_KINDS = ['dossierStateChanged', 'catalogueChanged', 'chainBroken'];

/** What the province says, in memory. */
export class MemoryChangeSink implements ChangeSink {
  cursor = 0;
  catalogue: Catalogue | undefined;
  readonly applied: Change[] = [];
  readonly deferred: Change[] = [];
  readonly blocks: Map<string, NumberBlock> = new Map();
  /** Numbers already used per day. */
  readonly used = new Map<LocalDate, number>();
  /** Days with office hours, ascending. */
  workingDays: readonly LocalDate[] = [];
  /** Writes reject while true. */
  isFailing = false;

  readCursor(): Promise<number> {
    return Promise.resolve(this.cursor);
  }

  async applyChanges(changes: readonly Change[], nextCursor: number, _at: Instant): Promise<void> {
    await this.enter();
    for (const change of changes) (KNOWN_KINDS.includes(change.kind) ? this.applied : this.deferred).push(change);
    this.cursor = nextCursor;
  }

  readCatalogueVersion(): Promise<number | undefined> {
    return Promise.resolve(this.catalogue?.catalogueVersion);
  }

  async replaceCatalogue(catalogue: Catalogue): Promise<void> {
    await this.enter();
    this.catalogue = catalogue;
  }

  readUnusedNumbers(from: LocalDate): Promise<ReadonlyMap<LocalDate, number>> {
    const unused = new Map<LocalDate, number>();
    for (const block of this.blocks.values()) {
      if (block.workingOn < from) continue;
      unused.set(block.workingOn, (unused.get(block.workingOn) ?? 0) + block.to - block.from + 1);
    }
    for (const [day, count] of this.used) if (day >= from) unused.set(day, (unused.get(day) ?? 0) - count);
    return Promise.resolve(unused);
  }

  readWorkingDays(from: LocalDate, howMany: number): Promise<readonly LocalDate[]> {
    return Promise.resolve(this.workingDays.filter((day) => day >= from).slice(0, howMany));
  }

  async addNumberBlocks(blocks: readonly NumberBlock[]): Promise<void> {
    await this.enter();
    for (const block of blocks) if (!this.blocks.has(block.numberBlockId)) this.blocks.set(block.numberBlockId, block);
  }

  private async enter(): Promise<void> {
    await Promise.resolve();
    if (this.isFailing) throw new Error('sink failed');
  }
}
