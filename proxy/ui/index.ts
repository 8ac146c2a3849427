export type { ComponentChildren, VNode } from 'preact';
export { type Asset, type Assets, loadAssets } from './assets.ts';
export type { Card } from './components/card-list.tsx';
export { CheckBox } from './components/check-box.tsx';
export { CodeField } from './components/code-field.tsx';
export { CopyButton, CopyStatus } from './components/copy-button.tsx';
export { Icon, type IconName, SiteMark } from './components/icon.tsx';
export { MessageBox } from './components/message-box.tsx';
export { HiddenFields, PostForm, SmallForm } from './components/post-form.tsx';
export { qrImage } from './components/qr-image.ts';
export { TextField } from './components/text-field.tsx';
export type { Message, PageForm, PageFrame } from './page-frame.ts';
export { type ApiName, ApiPage, type ApiPageProps, apiWords } from './pages/api-page.tsx';
export { ChallengePage, type ChallengePageProps } from './pages/challenge-page.tsx';
export { EndedPage, type EndedPageProps } from './pages/ended-page.tsx';
export { EnrollPage, type EnrollPageProps } from './pages/enroll-page.tsx';
export { GuardPage, type GuardPageProps } from './pages/guard-page.tsx';
export { LockedPage, type LockedPageProps } from './pages/locked-page.tsx';
export { LoggedOutPage, type LoggedOutPageProps } from './pages/logged-out-page.tsx';
export { MethodsPage, type MethodsPageProps } from './pages/methods-page.tsx';
export { ProblemPage, type ProblemPageProps } from './pages/problem-page.tsx';
export {
  NoFactorPage,
  type ProfileEntry,
  type ProfileMethod,
  ProfilePage,
  type ProfilePageProps,
} from './pages/profile-page.tsx';
export { QuestionPage, type QuestionPageProps } from './pages/question-page.tsx';
export { RecoverPage, type RecoverPageProps } from './pages/recover-page.tsx';
export {
  type CodesReason,
  RecoveryCodePage,
  type RecoveryCodePageProps,
} from './pages/recovery-code-page.tsx';
export { RenamePage, type RenamePageProps } from './pages/rename-page.tsx';
export { WaysPage, type WaysPageProps } from './pages/ways-page.tsx';
export { type RecoveryCodeFacts, recoveryCodeDownload } from './recovery-code-download.ts';
export { DocumentHead, renderPage } from './render-page.tsx';
export { catalogue } from './words/catalogue.ts';
export { en, type Words } from './words/en.ts';
export type { NoticeKind } from './words/en-mails.ts';
export { chooseLanguage, type Language, languages, type Translations } from './words/languages.ts';
