import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** As whom PostgreSQL runs: it refuses to run as root. */
export interface PostgresAccount {
  /** Owner of the cluster's files; undefined when we are an ordinary user and it runs as ourselves. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  /** The command with which `command` is run as that account. */
  toCommand(command: string, args: readonly string[]): PostgresCommand;
}

export interface PostgresCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly identity: { readonly uid?: number; readonly gid?: number };
}

const ACCOUNT_NAME = 'postgres';

/**
 * As root: the system account `postgres`, made when it does not exist. Where that account cannot reach the program or
 * the data (a project below /root, which is closed to others), it is given the one capability to pass closed folders.
 */
export async function findPostgresAccount(mustReach: readonly string[]): Promise<PostgresAccount> {
  if (process.getuid?.() !== 0) return ourselves;
  const owner = (await findIds()) ?? (await createAccount());
  return (await canReach(owner, mustReach)) ? asOwner(owner) : asOwnerPassingFolders(owner);
}

const ourselves: PostgresAccount = {
  owner: undefined,
  toCommand: (file, args) => ({ file, args, identity: {} }),
};

function asOwner(owner: { uid: number; gid: number }): PostgresAccount {
  return { owner, toCommand: (file, args) => ({ file, args, identity: owner }) };
}

function asOwnerPassingFolders(owner: { uid: number; gid: number }): PostgresAccount {
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

async function findIds(): Promise<{ uid: number; gid: number } | undefined> {
  const ask = async (flag: string): Promise<number> => Number((await run('id', [flag, ACCOUNT_NAME])).stdout);
  return Promise.all([ask('-u'), ask('-g')]).then(
    ([uid, gid]) => ({ uid, gid }),
    () => undefined,
  );
}

async function createAccount(): Promise<{ uid: number; gid: number }> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT_NAME]);
  const made = await findIds();
  if (made === undefined) throw new Error(`the system account "${ACCOUNT_NAME}" could not be made`);
  return made;
}

async function canReach(owner: { uid: number; gid: number }, paths: readonly string[]): Promise<boolean> {
  const test = 'for path in "$@"; do test -r "$path" && test -x "$path" || exit 1; done';
  return run('sh', ['-c', test, 'sh', ...paths], { ...owner, cwd: '/' }).then(
    () => true,
    () => false,
  );
}
