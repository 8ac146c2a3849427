export type Authorization =
  | { readonly scheme: 'none' | 'other' }
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer' | 'oauth'; readonly token: string };

export function parseAuthorization(header: string | undefined): Authorization {
  if (header === undefined || header.trim() === '') return { scheme: 'none' };
  const [, scheme = '', rest = ''] = /^\s*(\S+)\s*(.*?)\s*$/s.exec(header) ?? [];
  switch (scheme.toLowerCase()) {
    case 'basic': {
      const text = Buffer.from(rest, 'base64').toString('utf8');
      const colon = text.indexOf(':');
      const username = colon < 0 ? text : text.slice(0, colon);
      return { scheme: 'basic', username, password: colon < 0 ? '' : text.slice(colon + 1) };
    }
    case 'bearer':
      return { scheme: 'bearer', token: rest };
    case 'oauth':
      return { scheme: 'oauth', token: oauthToken(rest) };
    default:
      return { scheme: 'other' };
  }
}

function oauthToken(text: string): string {
  const encoded = /(?:^|[\s,])oauth_token\s*=\s*"?([^",]*)"?/.exec(text)?.[1] ?? '';
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
}
