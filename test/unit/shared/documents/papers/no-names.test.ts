import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { PROVINCE_CODES } from '#shared/domain/province-codes.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../../..');
/** Everything that says or sets what is on a paper. */
const FOLDERS = ['shared/documents', 'shared/domain/papers'];

/** What is printed on every paper of the state and names no unit. */
const ALLOWED = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'];

/** A word for a kind of body or area with anything after it that could be a name (`bộ phận` is none). */
const UNIT =
  /(?<!\p{L})(ủy ban nhân dân|uỷ ban nhân dân|ubnd|hội đồng nhân dân|hđnd|văn phòng chính phủ|trung tâm phục vụ|trung tâm hành chính|công an|ban quản lý|chi cục|cục thuế|thuế cơ sở|bưu điện|kho bạc|sở(?= \p{L})|phòng(?= \p{L})|bộ(?= (?!phận)\p{L})|(tỉnh|thành phố|quận|huyện|thị xã|thị trấn|đặc khu|phường|xã|thôn)(?= \p{L}))/iu;
/** An instrument by number, or the number of a form: both change, and papers take them from dated data. */
const LEGAL =
  /\p{L}*\d+\/\d{4}\/|(?<!\p{L})(NĐ|TT|QĐ|CP|VPCP|BTC)(?!\p{L})|(?<!\p{L})(nghị định|thông tư|mẫu (số )?\d)/iu;
const PROVINCES = [...PROVINCE_CODES.values()];

/** Texts of a source: string literals and the fixed parts of templates; comments and import paths say nothing on paper. */
function textsOf(source: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      texts.push(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('paper.ts', source, ts.ScriptTarget.Latest));
  return texts;
}

function findNames(source: string): readonly string[] {
  return textsOf(source).filter((text) => {
    const rest = ALLOWED.reduce((left, allowed) => left.replaceAll(allowed, ''), text);

    const isNamed =
      UNIT.test(rest) || PROVINCES.some((province) => rest.toLowerCase().includes(province.toLowerCase()));
    return isNamed || LEGAL.test(rest);
  });
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name)),
);

describe('a template of a paper', () => {
  it('names no unit, no province, no instrument and no form by number: they come with the content', () => {
    expect(files.length).toBeGreaterThan(60);
    const found = files.flatMap((file) =>
      findNames(readFileSync(path.join(ROOT, file), 'utf8')).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    "const head = 'ỦY BAN NHÂN DÂN XÃ MẪU SƠN';",
    "const office = 'Trung tâm Phục vụ hành chính công';",
    'const place = `${name}, tỉnh Thử Nghiệm`;',
    'const place = `PHƯỜNG ${name.toUpperCase()} MẪU, XÃ MẪU`;',
    "const unit = 'Sở Tư pháp';",
    "const to = 'Kính gửi: Phòng Nội vụ';",
    "const place = 'Hà Nội, ngày';",
    "const foot = 'Mẫu 01';",
    "const basis = 'theo NĐ 118/2025/NĐ-CP';",
    'const basis = `Căn cứ Thông tư số ${number}`;',
  ])('would be caught: %s', (source) => {
    expect(findNames(source)).toHaveLength(1);
  });
});
