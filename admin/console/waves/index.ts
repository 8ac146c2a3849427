export { createNewWaveScreen } from './new-wave-screen.tsx';
export { createWaveChangeScreen } from './wave-change-screen.tsx';
export { createWavesScreen } from './waves-screen.tsx';
