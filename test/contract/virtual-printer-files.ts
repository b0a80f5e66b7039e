export type PrinterFault = 'jam' | 'outOfPaper';

/**
 * What a virtual printer does with a paper: jammed, it gives the paper up; without paper it waits until some is put in;
 * otherwise the paper comes out, under a name that no later one takes.
 */
export function printCommand(papers: string, faultFile: string): string {
  return `#!/bin/sh
say() { echo "STATE: $1" >&2; }
case "$(cat '${faultFile}' 2>/dev/null)" in
  jam) say +media-jam-error; exit 1;;
  outOfPaper) say +media-empty-error; while [ -e '${faultFile}' ]; do sleep 0.1; done; say -media-empty-error;;
esac
say -media-jam-error
cp "$1" '${papers}/part' && mv '${papers}/part' "${papers}/$(date +%s%N).pdf"
`;
}

const MARGINS = ['bottom', 'left', 'right', 'top'].map((side) => `MEMBER integer media-${side}-margin 423`).join(' ');
const A5 = 'MEMBER collection media-size { MEMBER integer x-dimension 14800 MEMBER integer y-dimension 21000 }';
const A4 = 'MEMBER collection media-size { MEMBER integer x-dimension 21000 MEMBER integer y-dimension 29700 }';

/** A monochrome laser printer for A5 and A4; the virtual printer's own profile knows no A5. */
export const PRINTER_ATTRIBUTES = `ATTR keyword ipp-features-supported "ipp-everywhere"
ATTR mimeMediaType document-format-default "application/pdf"
ATTR mimeMediaType document-format-supported "application/pdf","image/pwg-raster","application/octet-stream"
ATTR keyword media-supported "iso_a5_148x210mm","iso_a4_210x297mm"
ATTR keyword media-default "iso_a5_148x210mm"
ATTR keyword media-ready "iso_a5_148x210mm","iso_a4_210x297mm"
ATTR keyword media-col-supported "media-bottom-margin","media-left-margin","media-right-margin","media-size","media-top-margin"
ATTR collection media-size-supported { MEMBER integer x-dimension 14800 MEMBER integer y-dimension 21000 },{ MEMBER integer x-dimension 21000 MEMBER integer y-dimension 29700 }
ATTR integer media-bottom-margin-supported 423
ATTR integer media-left-margin-supported 423
ATTR integer media-right-margin-supported 423
ATTR integer media-top-margin-supported 423
ATTR collection media-col-default { ${A5} ${MARGINS} }
ATTR collection media-col-database { ${A5} ${MARGINS} },{ ${A4} ${MARGINS} }
ATTR rangeOfInteger copies-supported 1-99
ATTR integer copies-default 1
ATTR integer pages-per-minute 120
ATTR keyword print-color-mode-supported "monochrome"
ATTR keyword print-color-mode-default "monochrome"
ATTR resolution printer-resolution-supported 600dpi
ATTR resolution printer-resolution-default 600dpi
ATTR enum print-quality-supported 4
ATTR enum print-quality-default 4
ATTR keyword sides-supported "one-sided"
ATTR keyword sides-default "one-sided"
ATTR keyword pwg-raster-document-type-supported "sgray_8"
ATTR resolution pwg-raster-document-resolution-supported 600dpi
ATTR keyword pwg-raster-document-sheet-back "normal"
`;
