import type { Page } from '@playwright/test';

/** The keyboard under a person's hands, with a count of what it took. */
export class PersonKeys {
  /** Key presses; a chord such as Ctrl+Enter is one. */
  presses = 0;
  /** Keys that went down, those held for a chord included. */
  keys = 0;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(chord: string): Promise<void> {
    this.presses += 1;
    this.keys += chord.split('+').length;
    await this.page.keyboard.press(chord);
  }

  async type(text: string): Promise<void> {
    for (const key of text) await this.press(key === ' ' ? 'Space' : key);
  }
}
