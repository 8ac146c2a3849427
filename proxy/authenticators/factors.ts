import type { Authenticator, OwnedAuthenticator } from './authenticator.ts';

export type OwnedFactor = {
  readonly authenticator: Authenticator;
  readonly entries: readonly OwnedAuthenticator[];
};

/** All factors of this gate, and which of them the site allows. */
export class Factors {
  readonly all: readonly Authenticator[];
  readonly #allowed: ReadonlySet<string>;

  /** @param allowed methods that people may set up and use */
  constructor(all: readonly Authenticator[], allowed: ReadonlySet<string>) {
    this.all = [...all].sort((a, b) => b.traits.strength - a.traits.strength);
    this.#allowed = allowed;
  }

  /** @throws Error for a method that no factor has */
  get(method: string): Authenticator {
    const found = this.find(method);
    if (found === undefined) throw new Error(`no such method: ${method}`);
    return found;
  }

  find(method: string): Authenticator | undefined {
    return this.all.find((one) => one.method === method);
  }

  bySlug(slug: string): Authenticator | undefined {
    return this.all.find((one) => one.traits.slug === slug);
  }

  /** @param wanted methods that the policy wants of this person; absent: all that the site allows */
  isAllowed({ method, traits }: Authenticator, wanted?: readonly string[]): boolean {
    if (traits.role === 'recovery') return true;
    return this.#allowed.has(method) && (wanted === undefined || wanted.includes(method));
  }

  /** What people can set up here, the strongest first. */
  offered(wanted?: readonly string[]): readonly Authenticator[] {
    return this.all.filter((one) => one.setup !== undefined && this.isAllowed(one, wanted));
  }

  /** What the person has, the strongest first; factors of which they have nothing are left out. */
  async ownedBy(userKey: string): Promise<readonly OwnedFactor[]> {
    const lists = await Promise.all(
      this.all.map(async (authenticator) => ({ authenticator, entries: await authenticator.list(userKey) })),
    );
    return lists.filter(({ entries }) => entries.length > 0);
  }

  /** Methods that may stand alone, and those of them that the site still takes: of the latter a person needs one. */
  countingMethods(): { readonly primary: readonly string[]; readonly allowed: readonly string[] } {
    const primary = this.all.filter(({ traits }) => traits.role === 'primary');
    const allowed = primary.filter((one) => this.isAllowed(one));
    return { primary: primary.map(({ method }) => method), allowed: allowed.map(({ method }) => method) };
  }

  /** Whether a browser may be remembered for it: what is too weak to stand alone is too weak for that, too. */
  mayBeRemembered(method: string): boolean {
    return this.countingMethods().allowed.includes(method);
  }

  /**
   * With what the person can show that it is them, stand-ins left out. Whoever has nothing that is still allowed may
   * go on with what they have: it is more than a password, and they are told to add another.
   */
  async usableBy(userKey: string, wanted?: readonly string[]): Promise<readonly OwnedFactor[]> {
    const all = await this.ownedBy(userKey);
    const owned = all.filter(
      ({ authenticator, entries }) =>
        authenticator.traits.role !== 'recovery' && entries.some((entry) => !entry.blocked),
    );
    const primary = ({ authenticator }: OwnedFactor) => authenticator.traits.role === 'primary';
    const isWanted = (one: OwnedFactor) => primary(one) && this.isAllowed(one.authenticator, wanted);
    // They have what is wanted, but it does not open: something weaker would be asked for, and would not count.
    const isStuck = (one: OwnedFactor) =>
      isWanted(one) && one.entries.some((entry) => entry.unreadable === true);
    if (wanted !== undefined && !owned.some(isWanted) && all.some(isStuck)) return [];
    for (const methods of [wanted, undefined]) {
      const allowed = owned.filter(({ authenticator }) => this.isAllowed(authenticator, methods));
      if (allowed.some(primary)) return allowed;
    }
    return owned.filter(primary);
  }

  /** Whether an answer of this factor is looked at for this person, however it comes: by a page or by REST. */
  async accepts(userKey: string, authenticator: Authenticator, wanted?: readonly string[]): Promise<boolean> {
    if (authenticator.traits.role === 'recovery') return true;
    return (await this.usableBy(userKey, wanted)).some((one) => one.authenticator === authenticator);
  }

  /** Codes on paper, the set before the one that is kept in the enrollment. */
  recoveryMethods(): readonly [string, ...string[]] {
    const [first, ...rest] = this.all.filter(({ traits }) => traits.role === 'recovery');
    if (first === undefined) throw new Error('no recovery method');
    return [first.method, ...rest.map(({ method }) => method)];
  }

  /** The factor that makes codes on paper. */
  issuer(): Authenticator | undefined {
    return this.all.find(({ issue }) => issue !== undefined);
  }

  /** How many codes on paper are left, by people's keys; whoever has none made is left out. */
  async codesLeft(userKeys: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return (await this.issuer()?.codesLeft?.(userKeys)) ?? new Map();
  }

  /** The factor of the person that can be moved to another phone in place. */
  async movableOf(userKey: string): Promise<Authenticator | undefined> {
    const owned = await this.ownedBy(userKey);
    return owned.find(
      ({ authenticator }) => authenticator.traits.movable === true && this.isAllowed(authenticator),
    )?.authenticator;
  }
}
