import type { IdSource, Random } from '#shared/kernel/ports.ts';

/** Repeatable random numbers (xoshiro128**, 128 bits of state, seeded through SplitMix32). */
export class SeededRandom implements Random {
  private readonly state: [number, number, number, number];

  constructor(seed: number) {
    let mix = seed | 0;
    const next = (): number => {
      mix = (mix + 0x9e3779b9) | 0;
      let word = mix ^ (mix >>> 16);
      word = Math.imul(word, 0x21f0aaad);
      word ^= word >>> 15;
      word = Math.imul(word, 0x735a2d97);
      return word ^ (word >>> 15);
    };
    this.state = [next(), next(), next(), next()];
  }

  next(): number {
    return this.word() / 2 ** 32;
  }

  /** A whole number from 0 to `below` - 1. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  private word(): number {
    const state = this.state;
    const scrambled = Math.imul(rotate(Math.imul(state[1], 5), 7), 9);
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate(state[3], 11);
    return scrambled >>> 0;
  }
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Repeatable UUIDs of version 4. */
export class SeededIds implements IdSource {
  private readonly random: SeededRandom;

  constructor(seed: number) {
    this.random = new SeededRandom(seed);
  }

  next<Id extends string>(): Id {
    const digits = Array.from({ length: 32 }, (_, index) => {
      if (index === 12) return '4';
      return index === 16 ? '89ab'.charAt(this.random.below(4)) : this.random.below(16).toString(16);
    }).join('');
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Id;
  }
}
