import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface PostgresAccount {
  /** Owner of the cluster's files; undefined when we are an ordinary user and it runs as ourselves. */
  readonly owner: PostgresOwner | undefined;
  /** The command with which `command` is run as that account. */
  toCommand(command: string, args: readonly string[]): PostgresCommand;
}

export interface PostgresCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

const ACCOUNT_NAME = 'postgres';

export interface PostgresOwner {
  readonly uid: number;
  readonly gid: number;
}

/** As root: the system account `postgres`, made when it does not exist. Undefined for an ordinary user. */
export async function findPostgresOwner(): Promise<PostgresOwner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return (await findIds()) ?? (await createAccount());
}

/**
 * Where the account cannot reach the data (a folder below /root, which is closed to others), it is given the one
 * capability to pass closed folders.
 */
export async function toPostgresAccount(owner: PostgresOwner | undefined, dataDir: string): Promise<PostgresAccount> {
  if (owner === undefined) return ourselves;
  return (await canReach(owner, [dataDir])) ? asOwner(owner) : asOwnerPassingFolders(owner);
}

const ourselves: PostgresAccount = {
  owner: undefined,
  toCommand: (file, args) => ({ file, args, identity: {} }),
};

function asOwner(owner: PostgresOwner): PostgresAccount {
  return { owner, toCommand: (file, args) => ({ file, args, identity: owner }) };
}

function asOwnerPassingFolders(owner: PostgresOwner): PostgresAccount {
  const prefix = [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--',
  ];
  return { owner, toCommand: (file, args) => ({ file: 'setpriv', args: [...prefix, file, ...args], identity: {} }) };
}

async function findIds(): Promise<PostgresOwner | undefined> {
  const ask = async (flag: string): Promise<number> => Number((await run('id', [flag, ACCOUNT_NAME])).stdout);
  return Promise.all([ask('-u'), ask('-g')]).then(
    ([uid, gid]) => ({ uid, gid }),
    () => undefined,
  );
}

async function createAccount(): Promise<PostgresOwner> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT_NAME]);
  const made = await findIds();
  if (made === undefined) throw new Error(`the system account "${ACCOUNT_NAME}" could not be made`);
  return made;
}

/** Whether the account may read and enter all of `paths` by itself. */
export async function canReach(owner: PostgresOwner, paths: readonly string[]): Promise<boolean> {
  const test = 'for path in "$@"; do test -r "$path" && test -x "$path" || exit 1; done';
  return run('sh', ['-c', test, 'sh', ...paths], { ...owner, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
