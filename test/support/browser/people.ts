/** Somebody of the stand-in Jira; the password follows from the first part of the name. */
export type PersonName = {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
};

const person = (slug: string, displayName: string, username = slug): PersonName => ({
  username,
  password: `${slug}-password`,
  displayName,
});

export const people = {
  admin: person('admin', 'Ada Admin'),
  olga: person('olga', 'Olga Operations'),
  manager: person('manager', 'Mona Manager'),
  alice: person('alice', 'Alice Archer'),
  bob: person('bob', 'Bob Baker'),
  carol: person('carol', 'Carol Castle'),
  mary: person('mary', 'Mary Jane Weaver', 'mary jane'),
  dave: person('dave', 'Dave Driver', 'dave@example.com'),
  joerg: person('joerg', 'Jörg Müller', 'jörg'),
  mixed: person('mixed', 'Mick Mixed-Case', 'MixedCase'),
  newname: person('newname', 'Nora Newname'),
} as const;
