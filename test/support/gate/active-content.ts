/** Tags that a page of ours has no use for: they run, frame or redirect something. */
const foreignTag =
  /^<(?:style|iframe|frame|object|embed|applet|base|video|audio|template|math|meta http-equiv="(?!refresh))/i;
/** Attributes that run something, or send a form elsewhere. */
const foreignAttribute = /\s(?:on[a-z]+|style|srcdoc|formaction|ping|srcset|xlink:href)\s*=/i;

/** Where each tag may lead to or load from: this site, and what stands in the page itself. */
const ownAddress: Readonly<Record<string, RegExp>> = {
  script: /^(?:\/[\w.-]+)*\/two-step\/assets\/[\w-]+\/(?:two-step|web-authn|console)\.js$/,
  link: /^(?:(?:\/[\w.-]+)*\/two-step\/assets\/[\w-]+\/(?:two-step|console)\.css|data:image\/svg\+xml,[^"]*)$/,
  img: /^data:image\/svg\+xml,/,
  a: /^(?:\/(?![/\\])|#|otpauth:\/\/totp\/|data:text\/plain;charset=utf-8,)/,
  form: /^\/(?![/\\])/,
};

/** What a browser would run, load or follow on a page, besides what belongs to our pages. */
export function activeContent(html: string): string[] {
  return tagsOf(html).filter((tag) => {
    const names = tag.replace(/="[^"]*"/g, '=');
    if (foreignTag.test(tag) || foreignAttribute.test(names)) return true;
    const kind = /^<([a-z]+)/i.exec(tag)?.[1]?.toLowerCase() ?? '';
    const addresses = [...tag.matchAll(/\s(?:href|src|action)="([^"]*)"/gi)].map(
      ([, address = '']) => address,
    );
    if (kind === 'script' && addresses.length === 0) return true;
    return addresses.some((address) => ownAddress[kind]?.test(address) !== true);
  });
}

/** All start tags as a browser finds them; a `>` inside a quoted value ends no tag. */
function tagsOf(html: string): string[] {
  return html.match(/<[a-z][^\s/>]*(?:"[^"]*"|'[^']*'|[^'">])*>/gi) ?? [];
}
