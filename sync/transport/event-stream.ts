/** One event of a `text/event-stream` (WHATWG HTML, 9.2); only what our gateway sends is understood. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** No event of ours is longer; more without an end is not the gateway's. */
const LONGEST_EVENT = 4_096;

/**
 * Cuts a stream of text into events. Comments (heartbeats) and unknown fields are skipped.
 * @throws RangeError when an event does not end
 */
export class EventReader {
  private rest = '';

  read(text: string): readonly StreamEvent[] {
    const blocks = `${this.rest}${text}`.replaceAll('\r\n', '\n').split('\n\n');
    this.rest = blocks.pop() ?? '';
    if (this.rest.length > LONGEST_EVENT) throw new RangeError('an event without an end');
    return blocks.map(parseBlock).filter(({ data }) => data !== '');
  }
}

function parseBlock(block: string): StreamEvent {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split('\n')) {
    if (line.startsWith('event:')) event = line.slice('event:'.length).trim();
    else if (line.startsWith('data:')) data.push(line.slice('data:'.length).trim());
  }
  return { event, data: data.join('\n') };
}
