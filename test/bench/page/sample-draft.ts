import type { DraftComponent, IntakeDraft } from '#shared/domain/intake-draft.ts';
import type { Procedure } from '#shared/domain/procedure.ts';
import type { ScannedPage } from '#shared/domain/scanned-page.ts';

const SURNAMES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Huỳnh', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Lò', 'Quàng'];
const MIDDLE_NAMES = ['Thị', 'Văn', 'Hữu', 'Ngọc', 'Đức', 'Thanh', 'Minh', 'Xuân'];
const GIVEN_NAMES = ['An', 'Ánh', 'Bình', 'Châu', 'Dũng', 'Đạt', 'Hạnh', 'Hiếu', 'Lan', 'Mỹ', 'Phượng', 'Sơn', 'Yến'];

/** An invented person, marked as sample; another one for every `index` below a million. */
function samplePerson(index: number): Pick<IntakeDraft['applicant'], 'fullName' | 'personalIdNumber' | 'address'> {
  const pick = (names: readonly string[], at: number): string => names[at % names.length] ?? '';
  const middleAt = Math.floor(index / SURNAMES.length);
  const givenAt = Math.floor(middleAt / MIDDLE_NAMES.length) + index * 7;
  const name = `${pick(SURNAMES, index)} ${pick(MIDDLE_NAMES, middleAt)} ${pick(GIVEN_NAMES, givenAt)}`;
  return {
    fullName: `${name} Mẫu`,
    personalIdNumber: `001190${String(index).padStart(6, '0')}`,
    address: `Thôn ${String(index % 40)}, xã Mẫu, tỉnh Mẫu (địa chỉ mẫu)`,
  };
}

/** The draft as it stands when the officer presses the key: every required paper is there, and those with files too. */
export function fillDraft(
  empty: IntakeDraft,
  index: number,
  procedure: Procedure,
  components: readonly DraftComponent[],
  pagesOf: (componentIndex: number) => readonly ScannedPage[],
): IntakeDraft {
  return {
    ...empty,
    procedureCode: procedure.procedureCode,
    procedureVersion: procedure.procedureVersion,
    applicant: {
      ...empty.applicant,
      ...samplePerson(index),
      birthOn: '01/01/1990',
      gender: 'female',
      phone: '0900000000',
      dataSource: 'idCardQr',
    },
    components: components.map((component, at) => {
      const pages = [...pagesOf(at)];
      const isRequired = procedure.components[at]?.necessity === 'required';
      const paperPageCount = pages.length === 0 ? null : pages.length;
      return { ...component, isReceived: isRequired || pages.length > 0, pages, paperPageCount };
    }),
  };
}
