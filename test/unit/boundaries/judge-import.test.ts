import { describe, expect, it } from 'vitest';
import { judgeImport } from '#scripts/boundaries/judge-import.ts';
import { table } from '#scripts/boundaries/table.ts';

function judge(from: string, specifier: string, names?: readonly string[], isTypeOnly = false): string | undefined {
  return judgeImport(table, { from, specifier, names, isTypeOnly });
}

describe('spelling of imports', () => {
  it.each([
    ['../kernel/result.ts', 'never "../"'],
    ['./a/../b.ts', 'never "../"'],
    ['./procedure', 'carries its file extension'],
    ['#shared/kernel/result', 'carries its file extension'],
    ['#shared/domain/procedure.ts', 'same folder, write "./procedure.ts"'],
    ['#elsewhere/x.ts', 'unknown subpath import'],
    ['fs', 'write "node:fs"'],
  ])('%s is refused: %s', (specifier, message) => {
    expect(judge('shared/domain/dossier.ts', specifier)).toContain(message);
  });

  it('accepts relative paths inside a folder and subpath imports across folders', () => {
    expect(judge('shared/domain/dossier.ts', './procedure.ts')).toBeUndefined();
    expect(judge('shared/domain/dossier.ts', '#shared/kernel/result.ts')).toBeUndefined();
    expect(judge('renderer/ui/button.tsx', './button.module.css')).toBeUndefined();
  });
});

describe('folder rules', () => {
  it.each([
    ['shared/kernel/result.ts', '#shared/domain/dossier.ts', 'kernel (shared/kernel) may not import domain'],
    ['shared/domain/dossier.ts', '#sync/protocol/operation.ts', 'domain (shared/domain) may not import protocol'],
    ['sync/engine/step.ts', '#sync/ports/outbox-store.ts', 'engine (sync/engine) may not import ports'],
    ['sync/engine/step.ts', '#renderer/data/unit-of-work.ts', 'may not import unit-of-work'],
    ['renderer/features/intake/intake.tsx', '#renderer/data/repositories/dossiers.ts', 'may not import repositories'],
    ['renderer/ui/button.tsx', '#shared/domain/dossier.ts', 'ui (renderer/ui) may not import domain'],
    ['renderer/workflows/accept-dossier.ts', '#renderer/host/electron/bridge.ts', 'may not import host-electron'],
    ['renderer/app/compose.electron.ts', '#sync/gateway/app.ts', 'may not import gateway'],
    ['renderer/app/compose.electron.ts', '#main/app/main.ts', 'may not import main-app'],
    ['main/printing/printer.ts', '#main/ipc/gate.ts', 'printing (main/printing) may not import main-ipc'],
    [
      'sync/gateway/routes/operations.ts',
      '#sync/gateway/store/pool.ts',
      'routes (sync/gateway/routes) may not import store',
    ],
    ['shared/domain/dossier.ts', '#test/fakes/fake-clock.ts', 'nothing may import test/'],
    ['scripts/start.ts', '#test/fakes/fake-clock.ts', 'nothing may import test/'],
    ['shared/misplaced/file.ts', './other.ts', 'belongs to no folder of the tree'],
    ['shared/domain/dossier.ts', '#shared/misplaced/file.ts', 'belongs to no folder of the tree'],
  ])('%s → %s is refused', (from, specifier, message) => {
    expect(judge(from, specifier)).toContain(message);
  });

  it('keeps features strangers to each other', () => {
    const message = judge('renderer/features/intake/intake.tsx', '#renderer/features/fees/fees.tsx');
    expect(message).toBe('renderer/features/intake may not import another feature (fees)');
    expect(judge('renderer/features/intake/intake.tsx', '#renderer/features/intake/parts/row.tsx')).toBeUndefined();
  });

  it('lets screens see types of workflows, but not their code', () => {
    const from = 'renderer/features/intake/intake.tsx';
    const to = '#renderer/workflows/accept-dossier.ts';
    expect(judge(from, to, ['AcceptDossier'])).toContain('may import only types of workflows');
    expect(judge(from, to, ['AcceptDossier'], true)).toBeUndefined();
  });

  it('gives the longest matching path the say', () => {
    expect(judge('renderer/data/row-codec.ts', '#sync/protocol/operation.ts')).toContain('row-codec');
    expect(judge('renderer/data/unit-of-work.ts', '#sync/protocol/operation.ts')).toBeUndefined();
  });

  it('lets tests and the composition root import what they compose', () => {
    expect(judge('test/integration/outage.test.ts', '#sync/gateway/app.ts')).toBeUndefined();
    expect(judge('renderer/app/compose.electron.ts', '#sync/transport/http-client.ts')).toBeUndefined();
  });
});

describe('package table', () => {
  it.each([
    ['renderer/features/intake/intake.tsx', 'dexie', 'may not be imported by features'],
    ['shared/domain/dossier.ts', 'rxjs', 'may not be imported by domain'],
    ['renderer/ui/button.tsx', 'zustand', 'may not be imported by ui'],
    ['renderer/workflows/print.ts', 'pdf-lib', 'may not be imported by workflows'],
    ['renderer/host/electron/bridge.ts', 'electron', 'may not be imported by host-electron'],
    ['shared/domain/dossier.ts', 'html-entities', 'it belongs to: no folder'],
    ['shared/domain/dossier.ts', 'lodash/get.js', 'package "lodash" is not in the package table'],
    ['shared/domain/dossier.ts', '@scope/unknown/deep', 'package "@scope/unknown" is not in the package table'],
    ['shared/domain/dossier.ts', 'node:fs', "may not import Node's built-in modules"],
    ['renderer/app/compose.electron.ts', 'node:process', "may not import Node's built-in modules"],
    ['main/preload/preload.ts', 'node:fs', "may not import Node's built-in modules"],
  ])('%s → %s is refused', (from, specifier, message) => {
    expect(judge(from, specifier)).toContain(message);
  });

  it('gives a sandboxed preload the bridge modules of Electron only', () => {
    const from = 'main/preload/preload.ts';
    expect(judge(from, 'electron', ['contextBridge', 'ipcRenderer'])).toBeUndefined();
    expect(judge(from, 'electron', ['ipcRenderer', 'shell'])).toContain('only: contextBridge, ipcRenderer, webUtils');
    expect(judge(from, 'electron')).toContain('only: contextBridge');
  });

  it('keeps zustand in the store file of a feature, without persistence', () => {
    expect(judge('renderer/features/intake/store.ts', 'zustand', ['createStore'])).toBeUndefined();
    expect(judge('renderer/features/intake/screen.tsx', 'zustand', ['createStore'])).toContain(
      'only by renderer/features/*/store.ts',
    );
    expect(judge('renderer/features/intake/store.ts', 'zustand/middleware', ['persist'])).toContain('is banned');
  });

  it('accepts each package where it belongs', () => {
    expect(judge('renderer/data/schema/database.ts', 'dexie')).toBeUndefined();
    expect(judge('shared/documents/intake-receipt.ts', 'pdf-lib')).toBeUndefined();
    expect(judge('main/printing/printer.ts', 'node:child_process')).toBeUndefined();
    expect(judge('vitest.config.ts', 'vitest/config')).toBeUndefined();
  });
});
