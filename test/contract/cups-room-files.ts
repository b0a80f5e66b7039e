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
