import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Dossier } from '#shared/domain/dossier.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { NoticeId } from '#shared/kernel/ids.ts';
import { lineOfDossier } from '#shared/kernel/line-keys.ts';
import type { SmtpSettings } from '#sync/gateway/services/notices/smtp-notice-sender.ts';
import type { Change, ChangesResponse } from '#sync/protocol/messages.ts';
import type { Operation } from '#sync/protocol/operation.ts';
import { newId, parse, type TestStation } from './gateway-station.ts';

export const MAILBOX = 'lo.thi.mau@thu.example';
export const MOBILE = '+84912345678';

export function newNotice(dossier: Dossier, changes: Partial<Notice> = {}): Notice {
  return {
    noticeId: newId<NoticeId>(),
    dossierId: dossier.dossierId,
    dossierCode: dossier.dossierCode,
    channel: 'email',
    to: MAILBOX,
    textVersion: 1,
    content: {
      kind: 'intakeReceipt',
      procedureName: dossier.procedureName,
      competentAuthority: 'UBND xã Ví Dụ',
      officerName: 'Nguyễn Thị Mẫu',
      acceptedAt: dossier.acceptedAt,
      resultDueAt: dossier.resultDueAt,
      officeName: 'Bộ phận Một cửa xã Ví Dụ',
      officePhone: '02000000001',
      lookupUrlPrefix: 'https://tracuu.mau.example/',
      portalAddress: 'dichvucong.mau.example',
      isSample: true,
    },
    createdAt: dossier.acceptedAt,
    createdBy: dossier.acceptedBy,
    ...changes,
  };
}

export function sendNotice(station: TestStation, notice: Notice): Operation {
  return station.operation('sendNotice', lineOfDossier(notice.dossierId), { notice });
}

/** What the station has been told of notices, in order; its session may have ended since. */
export async function noticeNews(station: TestStation): Promise<readonly Change['payload'][]> {
  await station.openSession();
  const answer = await station.call({ method: 'GET', url: '/v1/changes?cursor=0' });
  return parse<ChangesResponse>(answer, 200)
    .changes.filter(({ kind }) => kind === 'noticeStateChanged')
    .map(({ payload }) => payload);
}

export function smtpTo(port: number, changes: Partial<SmtpSettings> = {}): SmtpSettings {
  return { host: '127.0.0.1', port, login: undefined, from: 'motcua@tinh.example', tls: 'none', ...changes };
}

export interface ReceivedPost {
  readonly headers: IncomingMessage['headers'];
  readonly body: unknown;
}

/** A real HTTP server in place of the province's SMS service. */
export class PostHouse {
  readonly posts: ReceivedPost[] = [];
  /** Statuses of the next answers; 202 when there is none. */
  readonly statuses: number[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, answer) => {
      let text = '';
      request.setEncoding('utf8');
      request.on('data', (part: string) => (text += part));
      request.on('end', () => {
        this.posts.push({ headers: request.headers, body: JSON.parse(text) });
        answer.writeHead(this.statuses.shift() ?? 202).end();
      });
    });
  }

  static async open(): Promise<PostHouse> {
    const house = new PostHouse();
    await new Promise<void>((resolve) => {
      house.#server.listen(0, '127.0.0.1', resolve);
    });
    return house;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}/tin-nhan`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }
}
