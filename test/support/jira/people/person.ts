export type Person = {
  /** Stays the same when the person is renamed. */
  readonly key: string;
  /** In the case in which it is stored; logging in ignores case. */
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  readonly email: string;
  readonly groups: readonly string[];
  readonly locale: string;
  readonly active: boolean;
  readonly isSystemAdmin: boolean;
  readonly isAdmin: boolean;
  /** A personal access token, `Authorization: Bearer <pat>`. */
  readonly pat: string;
  /** An OAuth access token, `Authorization: OAuth oauth_token="<token>"`. */
  readonly oauthToken: string;
  /** The password is right but must be changed before it lets anybody in. */
  readonly expiredPassword: boolean;
};

export const SYSTEM_ADMINISTRATORS = 'jira-system-administrators';
export const ADMINISTRATORS = 'jira-administrators';

/** The rights that follow from group membership. */
export function rightsOf(groups: readonly string[]): Pick<Person, 'groups' | 'isSystemAdmin' | 'isAdmin'> {
  const isSystemAdmin = groups.includes(SYSTEM_ADMINISTRATORS);
  return { groups, isSystemAdmin, isAdmin: isSystemAdmin || groups.includes(ADMINISTRATORS) };
}
