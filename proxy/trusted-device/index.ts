export type {
  DevicePresented,
  DeviceUse,
  NewTrustedDevice,
  TrustedDevice,
  TrustedDeviceRepository,
} from './trusted-device-repository.ts';
export {
  type DeviceOutcome,
  type DeviceVisit,
  TrustedDeviceService,
  trustedDeviceMethod,
} from './trusted-device-service.ts';
