/** Configuration files of the programs in the CUPS test room. */

/** A private system bus that lets everybody own and call everything: it lives for one test file. */
export function busConfig(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path=${socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow user="*"/>
    <allow own="*"/>
    <allow send_type="method_call"/>
    <allow send_type="signal"/>
    <allow send_requested_reply="true" send_type="method_return"/>
    <allow send_requested_reply="true" send_type="error"/>
    <allow receive_type="method_call"/>
    <allow receive_type="method_return"/>
    <allow receive_type="error"/>
    <allow receive_type="signal"/>
  </policy>
</busconfig>
`;
}

/** Announces nothing outside this machine. */
export const AVAHI_CONFIG = `[server]
use-ipv4=yes
use-ipv6=no
allow-interfaces=lo
enable-dbus=yes
[publish]
publish-workstation=no
`;

export function cupsdConfig(port: number): string {
  return `LogLevel warn
Listen 127.0.0.1:${String(port)}
Browsing Off
BrowseLocalProtocols none
DefaultAuthType None
DefaultShared No
WebInterface No
ErrorPolicy retry-job
JobRetryInterval 2
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  JobPrivateAccess default
  JobPrivateValues default
  SubscriptionPrivateAccess default
  SubscriptionPrivateValues default
  <Limit All>
    Order deny,allow
    Allow all
  </Limit>
</Policy>
`;
}

export function cupsFilesConfig(folder: string): string {
  return `ServerRoot ${folder}/etc
RequestRoot ${folder}/spool
CacheDir ${folder}/cache
StateDir ${folder}/state
TempDir ${folder}/spool/tmp
ErrorLog ${folder}/log/error_log
AccessLog ${folder}/log/access_log
PageLog ${folder}/log/page_log
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
