/** A person as Jira knows them. The user key never changes; the user name may. */
export type Principal = {
  readonly userKey: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string;
  readonly groups: readonly string[];
  readonly locale: string;
};

export type Caller =
  | { readonly kind: 'person'; readonly principal: Principal }
  | { readonly kind: 'anonymous' };
