import type { Config } from '../../../proxy/config/index.ts';
import { type Finding, note, ok, problem, type SurroundingsCheck } from './finding.ts';

/** A network of one building: nobody has more proxies. */
const mostSpecific = { ipv4: 32, ipv6: 128 } as const;
const widest = { ipv4: 24, ipv6: 64 } as const;

/** Whose word about addresses is believed, and whether what is sent can be read on the way. */
export const trustCheck: SurroundingsCheck = {
  name: 'trust',
  run: async (_surroundings, config) => [...trustedProxies(config), publicScheme(config)],
};

export function trustedProxies({ trustedProxies: ranges, publicOrigin }: Config): readonly Finding[] {
  if (ranges.length === 0) {
    return [
      publicOrigin.startsWith('https:')
        ? problem(
            'TSV_TRUSTED_PROXIES is empty, and a proxy stands in front (PUBLIC_URL is https): everybody has its address, so networks in policies and limits for addresses go wrong; set it to the address of the proxy',
          )
        : ok('no proxy is believed about addresses'),
    ];
  }
  const named = (some: typeof ranges) => some.map(({ address, prefix }) => `${address}/${prefix}`).join(', ');
  const wide = ranges.filter(({ prefix, family }) => prefix < widest[family]);
  const networks = ranges.filter((one) => !wide.includes(one) && one.prefix < mostSpecific[one.family]);
  return [
    ...(wide.length > 0
      ? [
          problem(
            `TSV_TRUSTED_PROXIES takes in ${named(wide)}: whoever sends from there can claim any address; name the proxies alone`,
          ),
        ]
      : []),
    ...(networks.length > 0
      ? [
          note(
            `TSV_TRUSTED_PROXIES takes in ${named(networks)}: nobody but proxies may have an address there, or they can claim any other`,
          ),
        ]
      : []),
    ...(wide.length + networks.length === 0 ? [ok(`believed about addresses: ${named(ranges)}`)] : []),
  ];
}

function publicScheme({ publicOrigin }: Config): Finding {
  if (publicOrigin.startsWith('https:')) return ok('PUBLIC_URL is https');
  const isHere = /^http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::|$)/.test(publicOrigin);
  const text = 'PUBLIC_URL is not https: cookies and codes can be read on the way';
  return isHere ? note(text) : problem(`${text}; put TLS in front (docs/deployment.md)`);
}
