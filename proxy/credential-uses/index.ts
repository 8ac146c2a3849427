export { type BasicInUse, basicInUse } from './basic-in-use.ts';
export type {
  CredentialInventory,
  CredentialKind,
  CredentialUse,
  CredentialUseFilter,
  CredentialUsePage,
  CredentialUses,
  KnownCredentialUse,
} from './credential-uses.ts';
export { type NotedUse, UseNotes } from './use-notes.ts';
export { UsesExport } from './uses-export.ts';
