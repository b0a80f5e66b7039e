import { describe, expect, it } from 'vitest';
import { parseIdCardQr } from '#shared/domain/id-card.ts';
import { codeOf, valueOf } from './samples.ts';

const FEMALE = '008185012345|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu, Xã Ví Dụ, Tuyên Quang|20092021';
const MALE = '001090123456||Nguyễn Văn Thử|01011990|Nam|Số 1, Phố Thử, Phường Ví Dụ, Hà Nội|05032022';

describe('parseIdCardQr', () => {
  it('reads the seven fields', () => {
    expect(valueOf(parseIdCardQr(FEMALE))).toEqual({
      personalIdNumber: '008185012345',
      oldIdNumber: '070123456',
      fullName: 'Lò Thị Mẫu',
      birthOn: '1985-08-15',
      gender: 'female',
      address: 'Thôn Mẫu, Xã Ví Dụ, Tuyên Quang',
      issuedOn: '2021-09-20',
      extraFields: [],
    });
  });

  it('reads a card without a CMND number', () => {
    expect(valueOf(parseIdCardQr(MALE))).toMatchObject({ oldIdNumber: null, gender: 'male', birthOn: '1990-01-01' });
  });

  it('ignores the Enter of the code reader', () => {
    expect(valueOf(parseIdCardQr(`${FEMALE}\r\n`)).issuedOn).toBe('2021-09-20');
  });

  it('keeps fields after the seventh as they are', () => {
    expect(valueOf(parseIdCardQr(`${MALE}||Nguyễn Văn Cha|Lê Thị Mẹ`)).extraFields).toEqual([
      '',
      'Nguyễn Văn Cha',
      'Lê Thị Mẹ',
    ]);
  });

  it('takes six fields when the CMND field is left out', () => {
    const six = MALE.replace('||', '|');
    expect(valueOf(parseIdCardQr(six))).toEqual(valueOf(parseIdCardQr(MALE)));
  });

  it('composes letters that come in parts', () => {
    expect(valueOf(parseIdCardQr(FEMALE.normalize('NFD'))).fullName).toBe('Lò Thị Mẫu'.normalize('NFC'));
  });

  it('lets names of the minorities through', () => {
    for (const name of ["H'Wiêt Mẫu", 'Rơ Châm Jun', 'Y Wôn Êban', 'A Jrang', "K'Brơs Thử"]) {
      expect(valueOf(parseIdCardQr(MALE.replace('Nguyễn Văn Thử', name))).fullName).toBe(name);
    }
  });
});

describe('parseIdCardQr on what a camera saw', () => {
  const plain = "064090012345||Ksor H'Lan|01011990|Nam|Plei Ksor, Ia O, Ia Grai, Gia Lai|05032022";

  it('takes letters without marks as they are: no input method has met them', () => {
    expect(valueOf(parseIdCardQr(plain, 'seen'))).toMatchObject({ fullName: "Ksor H'Lan" });
    expect(codeOf(parseIdCardQr(plain, 'typed'))).toBe('garbledByInputMethod');
  });

  it('still refuses what went through a wrong decoder', () => {
    expect(codeOf(parseIdCardQr(MALE.replace('Nguyễn', 'Nguyá»…n'), 'seen'))).toBe('garbledByInputMethod');
  });
});

describe('parseIdCardQr on damaged cards', () => {
  it.each([
    ['a cut read', '008185012345|070123456|Lò Thị Mẫu|1508', 'fieldCount'],
    ['six fields with a CMND number', '008185012345|070123456|Lò Thị Mẫu|15081985|Nữ|Thôn Mẫu', 'fieldCount'],
    ['six fields without a name', '008185012345|070123456|15081985|Nữ|Thôn Mẫu|20092021', 'fieldCount'],
    ['six fields with neither', '008185012345||15081985|Nữ|Thôn Mẫu|20092021', 'fieldCount'],
    ['a number of 11 digits', FEMALE.slice(1), 'personalIdNumber'],
    ['a birth day that does not exist', FEMALE.replace('15081985', '31021985'), 'birthOn'],
    ['a birth date of the wrong length', FEMALE.replace('15081985', '1985'), 'birthOn'],
    ['an issue day that does not exist', FEMALE.replace('20092021', '20132021'), 'issuedOn'],
    ['no name', FEMALE.replace('Lò Thị Mẫu', ''), 'fullName'],
    ['a CMND number of 8 digits', FEMALE.replace('070123456', '07012345'), 'oldIdNumber'],
    ['no gender', FEMALE.replace('|Nữ|', '||'), 'gender'],
  ])('%s', (_, text, field) => {
    const result = parseIdCardQr(text);
    expect(codeOf(result)).toBe('malformedIdCard');
    expect(result).toMatchObject({ error: { details: { field } } });
  });

  it('never repeats what it has read', () => {
    const result = parseIdCardQr(FEMALE.replace('15081985', '31021985'));
    expect(JSON.stringify(result)).not.toMatch(/Mẫu|008185012345|3102/);
  });
});

describe('parseIdCardQr on other codes', () => {
  it.each([
    ['isDossierCode', 'H99.01-261122-0001\r\n'],
    ['isDossierCode', 'https://tracuu.mau.example/hs/H99.01-261122-0001'],
    ['isUrl', 'https://dichvucong.gov.vn'],
    ['isUrl', 'www.mau.example/a|b'],
    [
      'isPaymentQr',
      '00020101021238570010A00000072701270006970405011312345678901230208QRIBFTTA5303704540480005802VN622408200000001H2226112200016304994B',
    ],
    ['notAnIdCard', ''],
    ['notAnIdCard', 'Xin chào'],
    ['notAnIdCard', '8934588012345'],
    ['notAnIdCard', 'a|b'],
    ['notAnIdCard', '008185012345'],
  ])('%s: %s', (code, text) => {
    expect(codeOf(parseIdCardQr(text))).toBe(code);
  });
});

describe('parseIdCardQr on rewritten keys', () => {
  it.each([
    ['a question mark for a letter', FEMALE.replace('Nữ', 'Nu?')],
    ['Telex keystrokes in the gender', FEMALE.replace('Nữ', 'Nuwx')],
    ['UTF-8 read as Latin-1', MALE.replace('Nguyễn', 'Nguyá»…n')],
    ['the replacement character', MALE.replace('Nguyễn', 'Nguy\uFFFDn')],
    ['VNI digits in the name', MALE.replace('Nguyễn Văn Thử', 'Nguye64n Va8n Thu3')],
    ['Telex keystrokes', '001090123456||Nguyeenx Vawn Thuwr|01011990|Nam|Soos 1, Phoos Thuwr|05032022'],
    ['no marks at all', '001090123456||Nguyen Van Thu|01011990|Nam|So 1, Pho Thu, Phuong Vi Du, Ha Noi|05032022'],
    ['separators typed as something else', MALE.replaceAll('|', '~')],
  ])('%s', (_, text) => {
    expect(codeOf(parseIdCardQr(text))).toBe('garbledByInputMethod');
  });
});
