export type { DocumentKind, NewSiteDocument, SiteDocument, SiteDocuments } from './site-documents.ts';
