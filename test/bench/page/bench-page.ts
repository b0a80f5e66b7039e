import './bench-api.ts';
import { measureAccept } from './measure-accept.ts';
import { measureCodes } from './measure-codes.ts';
import { measureOcr } from './measure-ocr.ts';
import { stock } from './stock.ts';

window.bench = { stock, measureAccept, measureCodes, measureOcr };
document.body.dataset['ready'] = 'true';
