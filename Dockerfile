# docker build --tag sign-in-lab .
# docker run --read-only --publish 127.0.0.1:4321:4321 --publish 127.0.0.1:8400:8400 \
#   --publish 127.0.0.1:8443:8443 --publish 127.0.0.1:8444:8444 sign-in-lab
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
# The address that pages name as their own: --build-arg SITE_ORIGIN=https://lab.example.com
ARG SITE_ORIGIN
# The same for the practice tenant of a hosted lab, and parts that are turned off (docs/hosting.md).
ARG PRACTICE_TENANT_ORIGIN PARTS_OFF
# Links to the repository, to a place for feedback, to an imprint and to a privacy notice, and a line above
# every page; none without them.
ARG REPOSITORY_URL FEEDBACK_URL IMPRINT_URL PRIVACY_URL ANNOUNCEMENT
RUN npm run build

FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional ones have the native part of what reads Markdown, which the frame of every page imports.
RUN npm ci --omit=dev --ignore-scripts

FROM node:24-slim
# A container has an address of its own: published ports don't lead to its loopback addresses.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4321 PRACTICE_TENANT_HOST=0.0.0.0 DATA_FOLDER=data
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY samples ./samples
COPY scripts/start.mjs ./scripts/
COPY src ./src
# The only folder it writes to, with the practice tenant's keys and the session secret. 1000 is the user node.
RUN mkdir data && chown 1000:1000 data
VOLUME /app/data
USER node
# A hosted lab needs the first two, for its proxy. METRICS_PORT, if it's set, is for the scraper only.
EXPOSE 4321 8400 8443 8444
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "samples/web-app/health-check.mjs"]
# Node.js itself and not npm, so that it receives SIGTERM.
CMD ["node", "scripts/start.mjs"]
