import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is in the feeder, and what happens after it. A network scanner that is in use says so before the first page. */
export interface EsclPaper {
  readonly sheets: number;
  readonly then: 'done' | 'jam' | 'coverOpen' | 'busy' | 'ioError' | 'hang';
}

/** Paper takes its time: without it the driver is told of the end before it has looked at the first page (ADR 0020). */
const PAPER_MS = 150;
const NAMESPACES =
  'xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"';
/** In 300ths of an inch: a little more than A4. */
const GLASS = { width: 2550, height: 3508 };
/** What the feeder says when the sheets are out. */
const FEEDER_STATES = {
  ...{ done: 'ScannerAdfEmpty', busy: 'ScannerAdfEmpty', hang: 'ScannerAdfEmpty' },
  ...{ jam: 'ScannerAdfJam', coverOpen: 'ScannerAdfDoorOpen', ioError: 'ScannerAdfLoaded' },
} as const;

/** A network scanner that speaks eSCL (Mopria), with a glass and a feeder for one side. */
export class EsclServer {
  /** Of the sheets that are still to come, the first is drawn first. */
  paper: EsclPaper = { sheets: 0, then: 'done' };
  readonly #server: Server;
  readonly #picture: (sheet: number) => Uint8Array;
  readonly #open = new Set<ServerResponse>();
  #port = 0;
  #drawn = 0;
  #isFromGlass = false;

  /** @param picture a PNG for each sheet, counted from 1 */
  constructor(picture: (sheet: number) => Uint8Array) {
    this.#picture = picture;
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}/eSCL`;
  }

  /** At the same address every time. */
  async plugIn(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async unplug(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request) body += String(part);
    const url = request.url ?? '';
    if (url.endsWith('/ScannerCapabilities')) sendXml(response, CAPABILITIES);
    else if (url.endsWith('/ScannerStatus')) sendXml(response, this.#status());
    else if (request.method === 'POST') this.#startJob(body, response);
    else if (url.endsWith('/NextDocument')) await this.#nextDocument(response);
    else response.writeHead(200).end();
  }

  #startJob(body: string, response: ServerResponse): void {
    this.#isFromGlass = body.includes('Platen');
    const { sheets, then } = this.paper;
    if (then === 'busy') response.writeHead(503).end();
    else if (!this.#isFromGlass && sheets === 0 && then === 'done') response.writeHead(409).end();
    else response.writeHead(201, { location: `${this.url}/ScanJobs/1` }).end();
    this.#drawn = 0;
  }

  async #nextDocument(response: ServerResponse): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, PAPER_MS));
    const { sheets, then } = this.paper;
    const most = this.#isFromGlass ? 1 : sheets;
    if (this.#drawn < most) {
      this.#drawn += 1;
      response.writeHead(200, { 'content-type': 'image/png' }).end(this.#picture(this.#drawn));
    } else if (then === 'hang') this.#open.add(response);
    else response.writeHead(then === 'ioError' ? 500 : 404).end();
  }

  #status(): string {
    const { sheets, then } = this.paper;
    const feeder = this.#drawn >= sheets ? FEEDER_STATES[then] : 'ScannerAdfLoaded';
    return `<scan:ScannerStatus ${NAMESPACES}><pwg:Version>2.6</pwg:Version><pwg:State>${
      then === 'busy' ? 'Processing' : 'Idle'
    }</pwg:State><scan:AdfState>${feeder}</scan:AdfState></scan:ScannerStatus>`;
  }
}

function sendXml(response: ServerResponse, content: string): void {
  response.writeHead(200, { 'content-type': 'text/xml' }).end(`<?xml version="1.0"?>${content}`);
}

function tag(name: string, ...content: readonly (string | number)[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

function inputCaps(name: string): string {
  const resolutions = [200, 300].map((dpi) =>
    tag('scan:DiscreteResolution', tag('scan:XResolution', dpi), tag('scan:YResolution', dpi)),
  );
  const modes = ['Grayscale8', 'RGB24'].map((mode) => tag('scan:ColorMode', mode));
  const formats = ['image/jpeg', 'image/png'].map((format) => tag('pwg:DocumentFormat', format));
  const profile = tag(
    'scan:SettingProfile',
    tag('scan:ColorModes', ...modes),
    tag('scan:DocumentFormats', ...formats),
    tag('scan:SupportedResolutions', tag('scan:DiscreteResolutions', ...resolutions)),
  );
  return tag(
    `scan:${name}`,
    ...[tag('scan:MinWidth', 16), tag('scan:MaxWidth', GLASS.width)],
    ...[tag('scan:MinHeight', 16), tag('scan:MaxHeight', GLASS.height), tag('scan:MaxScanRegions', 1)],
    tag('scan:SettingProfiles', profile),
  );
}

const CAPABILITIES = `<scan:ScannerCapabilities ${NAMESPACES}>${[
  tag('pwg:Version', '2.6'),
  tag('pwg:MakeAndModel', 'Quầy mẫu M1'),
  tag('scan:Platen', inputCaps('PlatenInputCaps')),
  tag('scan:Adf', inputCaps('AdfSimplexInputCaps')),
].join('')}</scan:ScannerCapabilities>`;
