import { citizen } from './citizen.ts';
import { codes } from './codes.ts';
import { common } from './shared-words.ts';
import { dossiers } from './dossiers.ts';
import { errors } from './errors.ts';
import { extraction } from './extraction.ts';
import { fees } from './fees.ts';
import { findings } from './findings.ts';
import { intake } from './intake.ts';
import { intakeProblems } from './intake-problems.ts';
import { notices } from './notices.ts';
import { pages } from './pages.ts';
import { printing } from './printing.ts';
import { province } from './province.ts';
import { queue } from './queue.ts';
import { register } from './register.ts';
import { reuse } from './reuse.ts';
import { scanning } from './scanning.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { supervision } from './supervision.ts';

export const vi = {
  citizen,
  codes,
  common,
  dossiers,
  errors,
  extraction,
  fees,
  findings,
  intake,
  intakeProblems,
  notices,
  pages,
  printing,
  province,
  queue,
  register,
  reuse,
  scanning,
  session,
  settings,
  supervision,
} as const;
