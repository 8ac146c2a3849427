export { KeyRotation, type Resealed, withNewKey } from './key-rotation.ts';
export {
  type SealedCount,
  type SealedPlace,
  type SealedValue,
  type SealedValues,
  sealedPlaces,
} from './sealed-values.ts';
