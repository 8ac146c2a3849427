import { noticeTimeout } from './compose-notices.ts';
import type { Config } from './config/index.ts';
import { ownAdminRestPath } from './http/links.ts';
import { SmtpMailer } from './notification/index.ts';
import { RedisStore } from './store/index.ts';
import { createJiraAgents, createJiraHttp, findOtherDoors, JiraClient } from './upstream/index.ts';

export type Surroundings = ReturnType<typeof composeSurroundings>;

/** `other`: something answers, and it is no gate. */
export type PublicAnswer =
  | { readonly kind: 'gate' }
  | { readonly kind: 'other'; readonly status: number }
  | { readonly kind: 'none'; readonly why: string };

const answerWithin = 5_000;

/** What a gate has round it, each by itself: one that is away says nothing about the others. */
export function composeSurroundings(config: Config) {
  const { jiraUrl, publicOrigin, redisUrl, smtpUrl, mailFrom } = config;
  const http = jiraUrl === undefined ? undefined : createJiraHttp(jiraUrl, publicOrigin, createJiraAgents());
  return {
    jira:
      jiraUrl === undefined || http === undefined
        ? undefined
        : { http, client: new JiraClient(http), findOtherDoors: () => findOtherDoors(jiraUrl) },
    /** @throws Error when Redis does not answer */
    askRedis: async () => {
      if (redisUrl !== undefined) await askRedis(redisUrl);
    },
    /** Sends nothing. @throws Error for a server that does not answer or does not take the credentials */
    askMailServer: async () => {
      if (smtpUrl === undefined || mailFrom === undefined) return;
      const mailer = new SmtpMailer({ url: smtpUrl, from: mailFrom, timeoutMs: noticeTimeout });
      await mailer.check().finally(() => mailer.close());
    },
    /** Who answers where browsers go. */
    askPublicUrl: () => askPublicUrl(`${publicOrigin}${jiraUrl?.pathname.replace(/\/$/, '') ?? ''}`),
  };
}

async function askRedis(url: string): Promise<void> {
  let trouble = '';
  try {
    const store = await RedisStore.connect(url, ({ message }) => {
      trouble = message;
    });
    await store.ping().finally(() => store.close());
  } catch (error) {
    throw new Error(trouble === '' && error instanceof Error ? error.message : trouble);
  }
}

/** What Jira has nothing like: the description of the gate's own API. */
async function askPublicUrl(base: string): Promise<PublicAnswer> {
  try {
    const answer = await fetch(`${base}${ownAdminRestPath}/1.0/openapi.json`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(answerWithin),
    });
    const text = await answer.text();
    return answer.ok && text.includes('"openapi"')
      ? { kind: 'gate' }
      : { kind: 'other', status: answer.status };
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'none', why: cause instanceof Error ? cause.message || message : message };
  }
}
