/** What the tests use besides npm packages: the command, and the package of Debian and Ubuntu that has it. */
export type Need = {
  command: string;
  package: string;
  /** Other names that it goes by. */
  aliases?: readonly string[];
  /** Where it is when it is not in one of the usual directories. */
  path?: string;
};

export const needs: readonly Need[] = [
  { command: 'redis-server', package: 'redis-server' },
  { command: 'psql', package: 'postgresql-client' },
  { command: 'chromium', package: 'chromium', aliases: ['chromium-browser', 'google-chrome'] },
  { command: 'curl', package: 'curl' },
  { command: 'jq', package: 'jq' },
  { command: 'oathtool', package: 'oathtool' },
  { command: 'zbarimg', package: 'zbar-tools' },
  { command: 'java', package: 'default-jre-headless' },
  { command: 'catalina.sh', package: 'tomcat10-common', path: '/usr/share/tomcat10/bin/catalina.sh' },
  { command: 'nginx', package: 'nginx', path: '/usr/sbin/nginx' },
];
