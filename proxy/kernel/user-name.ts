/** Jira compares user names in lower case of the English locale (`lower_user_name`). */
export function sameUserName(a: string, b: string): boolean {
  return lowerUserName(a) === lowerUserName(b);
}

export function lowerUserName(name: string): string {
  return name.toLowerCase();
}
