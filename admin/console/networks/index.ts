export { createNetworkScreen } from './network-screen.tsx';
export { createNetworksScreen } from './networks-screen.tsx';
