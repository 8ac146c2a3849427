export type DeliveryFailure = 'unreachable' | 'timeout' | 'rejected';

/** A number of the protocol (550, 503) or the name of a system error (ECONNREFUSED): never words of the other side. */
export type DeliveryStatus = number | string | undefined;

/**
 * A mail or a text message that did not go out.
 *
 * - `unreachable`: nobody answered, or the answer was "not now"; another try may succeed.
 * - `timeout`: no answer in time; it may have gone out all the same.
 * - `rejected`: the server or provider answered and refused; the same message will be refused again.
 *
 * It carries no `cause`: the errors below quote addresses and numbers, and a logger prints causes along.
 */
export class DeliveryError extends Error {
  readonly reason: DeliveryFailure;

  constructor(reason: DeliveryFailure, status?: DeliveryStatus) {
    super(`not delivered: ${reason}${describe(status)}`);
    this.name = 'DeliveryError';
    this.reason = reason;
  }
}

function describe(status: DeliveryStatus): string {
  return status !== undefined && /^[A-Z0-9_]{1,64}$/.test(String(status)) ? ` (${status})` : '';
}
