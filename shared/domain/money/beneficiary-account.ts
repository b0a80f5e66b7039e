import * as v from 'valibot';
import { isInForce } from '#shared/domain/calendar-date.ts';
import { idSchema, type BeneficiaryAccountId } from '#shared/kernel/ids.ts';
import { localDateSchema, type LocalDate } from '#shared/kernel/instant.ts';

/**
 * Tài khoản thụ hưởng: where transfers for phí and lệ phí go, set per procedure or for the whole office, and dated
 * (requirement FE-03). Plain upper-case letters, as banks write the holder.
 */
export const beneficiaryAccountSchema = v.object({
  beneficiaryAccountId: idSchema<BeneficiaryAccountId>(),
  /** Six digits that name the bank in VietQR (banks.ts). */
  bankBin: v.pipe(v.string(), v.regex(/^\d{6}$/)),
  accountNumber: v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,19}$/)),
  accountName: v.pipe(v.string(), v.regex(/^[A-Z0-9][A-Z0-9 .,&/()-]*$/), v.maxLength(70)),
  /** Only for these; `null` = for every procedure that has no account of its own. */
  procedureCodes: v.nullable(v.pipe(v.array(v.pipe(v.string(), v.nonEmpty())), v.minLength(1))),
  effectiveFrom: localDateSchema,
  /** The last day in force, `null` = open. */
  effectiveUntil: v.nullable(localDateSchema),
});
export type BeneficiaryAccount = v.InferOutput<typeof beneficiaryAccountSchema>;

/**
 * The account that a payment for the procedure goes to on that day: its own before the general one, the one that came
 * into force last when there are several. `undefined` = no transfer can be offered.
 */
export function findBeneficiaryAccount(
  catalogue: { readonly beneficiaryAccounts?: readonly BeneficiaryAccount[] | undefined },
  procedureCode: string,
  on: LocalDate,
): BeneficiaryAccount | undefined {
  const inForce = (catalogue.beneficiaryAccounts ?? []).filter((account) => isInForce(account, on));
  const own = inForce.filter(({ procedureCodes }) => procedureCodes?.includes(procedureCode));
  const general = inForce.filter(({ procedureCodes }) => procedureCodes === null);
  return findNewest(own) ?? findNewest(general);
}

function findNewest(accounts: readonly BeneficiaryAccount[]): BeneficiaryAccount | undefined {
  return accounts.toSorted((one, other) => other.effectiveFrom.localeCompare(one.effectiveFrom)).at(0);
}
