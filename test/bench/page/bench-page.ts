import './bench-api.ts';
import { measureAccept } from './measure-accept.ts';
import { measureCapture, takePages } from './measure-capture.ts';
import { measureCodes } from './measure-codes.ts';
import { measureOcr } from './measure-ocr.ts';
import { measureShift } from './measure-shift.ts';
import { stock } from './stock.ts';

window.bench = { stock, measureAccept, measureShift, measureCapture, measureCodes, measureOcr, takePages };
document.body.dataset['ready'] = 'true';
