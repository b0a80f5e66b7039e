import './bench-api.ts';
import { measureAccept } from './measure-accept.ts';
import { measureCodes } from './measure-codes.ts';
import { stock } from './stock.ts';

window.bench = { stock, measureAccept, measureCodes };
document.body.dataset['ready'] = 'true';
