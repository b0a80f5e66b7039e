import './bench-api.ts';
import { measureAccept } from './measure-accept.ts';
import { stock } from './stock.ts';

window.bench = { stock, measureAccept };
document.body.dataset['ready'] = 'true';
