import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { decideAcceptDossier } from '#shared/domain/decide-accept-dossier.ts';
import { DOSSIER_STATE_CODES, dossierSchema, type DossierState } from '#shared/domain/dossier.ts';
import { canTransition, isFinal } from '#shared/domain/dossier-state.ts';
import { issuedDocumentSchema } from '#shared/domain/issued-document.ts';
import { checkIntakeDraft } from '#shared/domain/intake-rules.ts';
import { findBlocking } from '#shared/domain/intake-problem.ts';
import { toCanonicalJson } from '#shared/kernel/canonical-json.ts';
import { toLocalDate } from '#shared/kernel/instant.ts';
import { acceptCommand, readyDraft, valueOf } from '#test/unit/shared/domain/samples.ts';
import { instants, procedures, quantities, vietnameseText } from './arbitraries.ts';

const STATES = Object.keys(DOSSIER_STATE_CODES) as DossierState[];

describe('the state machine', () => {
  it('never leaves a final state, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATES), { maxLength: 40 }), (attempts) => {
        let state: DossierState = 'registered';
        let ended: DossierState | undefined;
        for (const attempt of attempts) {
          if (canTransition(state, attempt)) state = attempt;
          ended ??= isFinal(state) ? state : undefined;
        }
        if (ended !== undefined) expect(state).toBe(ended);
      }),
    );
  });
});

describe('acceptance', () => {
  const commands = fc
    .record({
      procedure: procedures,
      quantity: quantities,
      now: instants,
      orderNumber: fc.integer({ min: 1, max: 100_000 }),
      paymentMeans: fc.constantFrom('cash', 'bankTransfer', 'later'),
      address: vietnameseText.filter((text) => text.trim() !== ''),
    })
    .map(({ procedure, quantity, now, orderNumber, paymentMeans, address }) => {
      const draft = readyDraft(procedure);
      const feeQuantities = Object.fromEntries(procedure.feeRates.map(({ feeRateId }) => [feeRateId, quantity]));
      return acceptCommand({
        procedure,
        now,
        number: { orderNumber, workingOn: toLocalDate(now) },
        draft: { ...draft, feeQuantities, paymentMeans, applicant: { ...draft.applicant, address } },
      });
    });

  it('totals are the sum of the items, on dossier, payment and receipt alike', () => {
    fc.assert(
      fc.property(commands, (command) => {
        const { dossier, payment, receipt, ledger } = valueOf(decideAcceptDossier(command));
        const sum = dossier.feeItems.reduce((total, { amountVnd }) => total + amountVnd, 0);
        expect(dossier.feeTotalVnd).toBe(sum);
        expect(receipt.content.feeTotalVnd).toBe(sum);
        expect(receipt.content.feeItems.map(({ amountVnd }) => amountVnd)).toEqual(
          dossier.feeItems.map(({ amountVnd }) => amountVnd),
        );
        const isPaid = sum > 0 && command.draft.paymentMeans !== 'later';
        expect(payment?.amountVnd).toBe(isPaid ? sum : undefined);
        expect(ledger).toHaveLength(isPaid ? 2 : 1);
      }),
    );
  });

  it('gives values that survive canonical JSON and their schemas unchanged', () => {
    fc.assert(
      fc.property(commands, (command) => {
        const { dossier, receipt } = valueOf(decideAcceptDossier(command));
        const sent: unknown = JSON.parse(toCanonicalJson(dossier));
        expect(v.parse(dossierSchema, sent)).toEqual(dossier);
        expect(toCanonicalJson(sent)).toBe(toCanonicalJson(dossier));
        expect(v.parse(issuedDocumentSchema, JSON.parse(toCanonicalJson(receipt)))).toEqual(receipt);
      }),
    );
  });

  it('happens exactly when the form shows nothing blocking', () => {
    fc.assert(
      fc.property(
        commands,
        fc.record({
          fullName: fc.constantFrom('Lò Thị Mẫu', '', 'Mẫu 1'),
          personalIdNumber: fc.constantFrom('008185012345', '070123456', '1', ''),
          phone: fc.constantFrom('', '0912345678', '12'),
          hasPapers: fc.boolean(),
        }),
        (command, { hasPapers, ...typed }) => {
          const draft = {
            ...command.draft,
            applicant: { ...command.draft.applicant, ...typed },
            components: hasPapers ? command.draft.components : [],
          };
          const blocking = findBlocking(checkIntakeDraft(draft, command.procedure, toLocalDate(command.now)));
          const decided = decideAcceptDossier({ ...command, draft });
          expect(decided.ok).toBe(blocking.length === 0);
          if (!decided.ok) expect(decided.error.details).toEqual({ problems: blocking });
        },
      ),
    );
  });
});
