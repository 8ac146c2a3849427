import { type Handler, type Route, route } from './http/router.ts';
import {
  forgotLoginPage,
  resetPasswordAction,
  resetPasswordPage,
  xsrfErrorPage,
} from './pages/account-help-pages.ts';
import {
  applicationPropertiesPage,
  userBrowserPage,
  webSudoAction,
  webSudoPage,
} from './pages/admin-pages.ts';
import { downloadAttachment, downloadGenerated } from './pages/attachment-downloads.ts';
import { captchaPicture } from './pages/captcha-picture.ts';
import { consentPage } from './pages/consent-pages.ts';
import { dashboardPage, startPage } from './pages/dashboard-page.ts';
import { addCommentAction, issueNavigatorPage, issuePage } from './pages/issue-page.ts';
import { loginPage } from './pages/login-page.ts';
import { alreadyLoggedOutPage, logoutAction, logoutConfirmPage } from './pages/logout-pages.ts';
import { avatar, profilePage } from './pages/profile-page.ts';
import { portalSignUp, portalsPage } from './pages/service-desk-pages.ts';
import { samlAppPage, singleSignOnCallback } from './pages/single-sign-on-pages.ts';
import { attachmentRoutes } from './rest/attachment-resource.ts';
import { echoRoutes } from './rest/echo-resource.ts';
import { formLoginRoutes } from './rest/form-login-resources.ts';
import { instanceRoutes } from './rest/instance-resources.ts';
import { issueRoutes } from './rest/issue-resources.ts';
import { liveRoutes } from './rest/live-resources.ts';
import { sessionRoutes } from './rest/session-resource.ts';
import { tokenRoutes } from './rest/token-resource.ts';
import { twoStepRoutes } from './rest/two-step-resource.ts';
import { userRoutes } from './rest/user-resources.ts';

/** Actions are found by the last segment of the path alone: `/images/Dashboard.jspa` is the dashboard. */
const ACTIONS = new Map<string, Handler>([
  ['Dashboard.jspa', dashboardPage],
  ['MyJiraHome.jspa', startPage],
  ['ViewProfile.jspa', profilePage],
  ['AddComment.jspa', addCommentAction],
  ['ViewApplicationProperties.jspa', applicationPropertiesPage],
  ['UserBrowser.jspa', userBrowserPage],
  ['WebSudoAuthenticate!default.jspa', webSudoPage],
  ['WebSudoAuthenticate.jspa', webSudoAction],
  ['Logout!default.jspa', logoutAction],
  ['Logout.jspa', logoutAction],
  ['ForgotLoginDetails.jspa', forgotLoginPage],
  ['ResetPassword!default.jspa', resetPasswordPage],
  ['ResetPassword.jspa', resetPasswordAction],
  ['XsrfErrorAction.jspa', xsrfErrorPage],
]);

const PAGES: readonly Route[] = [
  route('*', '/', startPage),
  route('*', '/login.jsp', loginPage),
  route('*', '/logout', logoutAction),
  route('*', '/logoutconfirm.jsp', logoutConfirmPage),
  route('*', '/alreadyloggedout.jsp', alreadyLoggedOutPage),
  route('*', '/captcha', captchaPicture),
  route('*', '/browse/:key', issuePage),
  route('*', '/issues', issueNavigatorPage),
  route('*', '/servicedesk/customer/portals', portalsPage),
  route('POST', '/servicedesk/customer/user/signup', portalSignUp),
  route('POST', '/plugins/servlet/samlconsumer', singleSignOnCallback),
  route('GET', '/plugins/servlet/oidc/callback', singleSignOnCallback),
  route('*', '/plugins/servlet/samlsso', samlAppPage),
  route('*', '/plugins/servlet/oauth/authorize', consentPage),
  route('*', '/plugins/servlet/oauth2/consent', consentPage),
  route('*', '/secure/useravatar', avatar),
  route('*', '/secure/attachment/generated/:bytes/:name', downloadGenerated),
  route('*', '/secure/attachment/:id/:name', downloadAttachment),
];

const RESOURCES: readonly Route[] = [
  ...sessionRoutes,
  ...formLoginRoutes,
  ...userRoutes,
  ...issueRoutes,
  ...attachmentRoutes,
  ...tokenRoutes,
  ...instanceRoutes,
  ...liveRoutes,
  ...echoRoutes,
];

export function findAction(path: string): Handler | undefined {
  return ACTIONS.get(path.slice(path.lastIndexOf('/') + 1));
}

export function routesFor(nativeTsv: boolean): readonly Route[] {
  return [...PAGES, ...RESOURCES, ...(nativeTsv ? twoStepRoutes : [])];
}
