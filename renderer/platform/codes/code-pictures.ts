import type { AppError } from '#shared/kernel/app-error.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { CodesAnswer, CodesRequest, CodesTiming } from './codes-messages.ts';

/** Above this a file is no photograph of a card; nothing of it is decoded. */
const LARGEST_FILE_BYTES = 40_000_000;

export interface ReadPicture {
  /** The texts of all codes in the picture; none when there is no code. */
  readonly texts: readonly string[];
  readonly timing: CodesTiming;
}

export interface CodePictures {
  /** @param picture a frame, which is used up, or a picture file */
  read(picture: ImageBitmap | Blob): Promise<Result<ReadPicture, AppError<'notAPicture' | 'codesUnavailable'>>>;
  /** Only one QR symbol that is large on its page, such as that of a separator sheet, in a fraction of the time. */
  readLarge(picture: Blob): ReturnType<CodePictures['read']>;
}

type Ask = (picture: ImageBitmap | Blob, isLarge: boolean) => Promise<CodesAnswer>;

interface Asked {
  readonly resolve: (answer: CodesAnswer) => void;
}

/** Reads codes from pictures in a worker of its own, which is started with the first picture. */
export function createCodePictures(): CodePictures {
  let ask: Ask | undefined;
  const read = async (picture: ImageBitmap | Blob, isLarge: boolean): ReturnType<CodePictures['read']> => {
    if (picture instanceof Blob && picture.size > LARGEST_FILE_BYTES) return err({ code: 'notAPicture' });
    ask ??= startWorker(() => {
      // The next picture starts another worker.
      ask = undefined;
    });
    const answer = await ask(picture, isLarge);
    if (answer.kind === 'read') return ok({ texts: answer.texts, timing: answer.timing });
    return err({ code: answer.kind === 'notAPicture' ? 'notAPicture' : 'codesUnavailable' });
  };
  return {
    read: (picture) => read(picture, false),
    readLarge: (picture) => read(picture, true),
  };
}

function startWorker(onStopped: () => void): Ask {
  const worker = new Worker(new URL('./codes.worker.ts', import.meta.url), { type: 'module' });
  const waiting = new Map<number, Asked>();
  let lastId = 0;
  worker.onmessage = (event: MessageEvent<CodesAnswer>) => {
    waiting.get(event.data.requestId)?.resolve(event.data);
    waiting.delete(event.data.requestId);
  };
  worker.onerror = () => {
    worker.terminate();
    onStopped();
    for (const [requestId, asked] of waiting) asked.resolve({ requestId, kind: 'failed', name: 'WorkerStopped' });
    waiting.clear();
  };
  return (picture, isLarge) =>
    new Promise((resolve) => {
      lastId += 1;
      waiting.set(lastId, { resolve });
      const request: CodesRequest = { requestId: lastId, picture, isLarge };
      worker.postMessage(request, picture instanceof Blob ? [] : [picture]);
    });
}
