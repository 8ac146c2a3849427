import type { TotpOffer } from '../authenticators/totp/index.ts';
import type { EnrollmentService, Setup } from '../enrollment/index.ts';

/** The plugin's protocol knows one method, by this name. */
export const appMethod = 'TOTP';

/** What a client of the plugin's protocol sets an app up with; `undefined` where there is no such conversation. */
export async function offerApp(
  enrollment: EnrollmentService,
  setup: Omit<Setup, 'method'>,
): Promise<TotpOffer | undefined> {
  return (await enrollment.offer({ ...setup, method: appMethod })) as TotpOffer | undefined;
}
