export {
  type ElevationHolder,
  type ElevationMethod,
  type ElevationOutcome,
  ElevationService,
  type ProvePassword,
} from './elevation-service.ts';
