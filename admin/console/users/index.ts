export { createUsersScreens, type UsersScreensParts } from './users-screens.ts';
