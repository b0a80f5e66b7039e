import './bench-api.ts';
import { measureAccept } from './measure-accept.ts';
import { measureCapture, takePages } from './measure-capture.ts';
import { measureCodes } from './measure-codes.ts';
import { stock } from './stock.ts';

window.bench = { stock, measureAccept, measureCapture, measureCodes, takePages };
document.body.dataset['ready'] = 'true';
