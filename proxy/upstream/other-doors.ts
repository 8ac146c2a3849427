import { lookup } from 'node:dns/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

export type OtherDoors = {
  /** Where Jira is, by number. */
  readonly addresses: readonly string[];
  /** How far it is seen at most: from this machine alone, from private networks, or from the internet. */
  readonly reach: 'machine' | 'private' | 'internet';
  /** Addresses of this machine, other than its own, at which this Jira answers as well. */
  readonly openAt: readonly string[];
};

const answerWithin = 2_000;
const largestStatus = 1_000;

/** Ranges that no router of the internet carries (RFC 1918, 4193, 6598, 3927). */
const privateRanges = [
  ['10.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
] as const;

/**
 * Ways to Jira past the gate, as far as they can be seen from the gate's own machine.
 * @throws Error when Jira's name is not known
 */
export async function findOtherDoors(
  jiraUrl: URL,
  ownAddresses: readonly string[] = addressesOfThisMachine(),
): Promise<OtherDoors> {
  const found = await lookup(jiraUrl.hostname.replace(/^\[|\]$/g, ''), { all: true });
  const addresses = found.map(({ address }) => address);
  const isHere = addresses.every(isLoopback);
  // A Jira that is meant to be heard on this machine alone may listen on all its addresses.
  const others = isHere ? ownAddresses.filter((one) => !addresses.includes(one)) : [];
  const open = await Promise.all(others.map(async (one) => ((await isJira(jiraUrl, one)) ? [one] : [])));
  const isPrivate = addresses.every((one) => isLoopback(one) || isIn(privateList, one));
  return { addresses, reach: isHere ? 'machine' : isPrivate ? 'private' : 'internet', openAt: open.flat() };
}

function addressesOfThisMachine(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((some) => some ?? []);
  // Link-local ones lead somewhere only with their interface named.
  return all
    .filter(({ internal, address }) => !internal && !/^fe80:/i.test(address))
    .map((one) => one.address);
}

const privateList = new BlockList();
for (const [address, prefix, family] of privateRanges) privateList.addSubnet(address, prefix, family);

const isIn = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
const isLoopback = (address: string) => address === '::1' || address.startsWith('127.');

/** Jira answers `{"state":"RUNNING"}` there, without a session. */
function isJira(jiraUrl: URL, address: string): Promise<boolean> {
  const secure = jiraUrl.protocol === 'https:';
  return new Promise((resolve) => {
    const question = (secure ? httpsRequest : httpRequest)({
      ...{ host: address, port: jiraUrl.port, method: 'GET', headers: { host: jiraUrl.host } },
      path: `${jiraUrl.pathname.replace(/\/$/, '')}/status`,
      // Nothing is told to whoever answers: the certificate's name does not fit an address.
      ...(secure && { rejectUnauthorized: false }),
      signal: AbortSignal.timeout(answerWithin),
    });
    question.on('error', () => resolve(false));
    question.on('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
        if (text.length > largestStatus) question.destroy();
      });
      answer.on('error', () => resolve(false));
      answer.on('close', () => resolve(/^\s*\{\s*"state"/.test(text)));
    });
    question.end();
  });
}
