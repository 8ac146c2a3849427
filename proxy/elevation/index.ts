export {
  type ElevationHolder,
  type ElevationMethod,
  type ElevationOutcome,
  ElevationService,
  elevatedFor,
  type ProvePassword,
} from './elevation-service.ts';
