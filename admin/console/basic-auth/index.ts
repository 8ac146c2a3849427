export { createBasicAuthExportScreen, createBasicAuthScreen } from './basic-auth-screen.tsx';
export { createEditBasicAuthScreen } from './edit-basic-auth-screen.tsx';
