export { freeLoopbackPort as freePort } from '../../../db/embedded/free-loopback-port.ts';
