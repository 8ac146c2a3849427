/** A process that has a Redis of its own: says its pid on standard output and waits to be killed. */
import { startRedis } from './redis.ts';

const redis = await startRedis();
console.log(redis.pid);
setInterval(() => undefined, 60_000);
